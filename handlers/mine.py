"""Being written."""
from handlers.routing import Router
router = Router()
