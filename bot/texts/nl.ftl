### errors

went-wrong = Dat ging mis. Het ligt niet aan jou en je tekst is bewaard. We kijken ernaar.
    <i>Code: { $incident }</i>
went-wrong-not-kept = Dat ging mis. Het ligt niet aan jou. Ik bewaar nog niets van je. Probeer het daarom straks nog een keer.
    <i>Code: { $incident }</i>
button-old = Deze knop is oud en werkt niet meer. Typ /start voor het menu.
button-not-yours = Deze knop is voor iemand anders.
link-old = Deze link werkt niet meer. Geen probleem: vraag een nieuwe, of kies hieronder.
unknown-command = Dat commando ken ik niet. Typ /hulp, dan zie je wat er kan.
person-gone = Deze persoon doet niet meer mee.
group-not-set-up = Deze groep heeft nog geen buurt. Een beheerder van de groep kan op ‘Buurt instellen’ tikken.
no-neighbourhood = Je hoort nog niet bij een buurt. Open de groep van je buurt in Telegram. Tik daar op ‘Open de buurtbot’.
refused-other-neighbourhood = Dit hoort bij een andere buurt. Open mij via de knop in de groep van die buurt.
refused-needs-admin = Dit kan alleen een beheerder van de buurt. Vraag het aan een van hen.
refused-needs-connector = Dit is werk van de buurtverbinders. Wil je dat ook worden? Typ /verbinders.
refused-needs-organizer = Dit kan alleen een organisator. Wil je iets organiseren? Vraag het aan een beheerder.

### general

back = Terug
not-after-all = Toch niet
fewer-messages = Minder berichten
list-open = { $number } { $title }
list-before = Vorige
list-after = Volgende
few-people = een paar mensen
so-many-people = { $count } mensen
went-private = Ik schrijf je verder in ons eigen gesprek.

### people

consent = Hoi! Ik ben de buurtbot. Met mij vind je mensen, ideeën en bijeenkomsten in je buurt.

    <b>Wat bewaar ik?</b> Je Telegram-nummer, de naam die je kiest, en wat je mij vertelt. Alleen om je buurt met elkaar te verbinden. Ik lees de groep niet mee.

    <b>Wie ziet wat?</b> Dat staat bij elke vraag. Met /privacy zie je alles en wis je alles.

    Ben je 16 jaar of ouder, en vind je dit goed?
consent-yes = Ja, ik ben 16 of ouder
consent-younger = Nee, ik ben jonger
consent-younger-answer = Leuk dat je mee wilt doen. Vraag iemand thuis om je idee te brengen. Ik heb niets van je bewaard.
consent-younger-sure = Ben je jonger dan 16? Dan wis ik alles van je: je naam, en wat je mij vertelde. Dat kan ik niet terugdraaien.
consent-thanks = Fijn dat je er bent! Onder in je scherm staan nu drie knoppen. Daarmee vind je altijd de weg terug.
age-ask = Eén vraag eerst: ben je 16 of ouder? Ik bewaar alleen iets van mensen vanaf 16 jaar.
age-ask-words-wait = { age-ask } Wat je schreef, wacht hier een uur op je antwoord.
age-yes = Dank je. We gaan verder.
age-no = Leuk dat je mee wilt doen. Vraag iemand thuis om je idee te brengen. Ik heb alles van je gewist.
name-ask-first = Hoe wil je heten in de buurt? Op Telegram heet je { $name }.
    Wie ziet dit? Buren zien deze naam pas als jij iets plaatst of ergens ja op zegt.
name-fine = { $name } is goed
name-fine-long = Deze naam is goed
name-other = Andere naam
name-other-asked = Prima, een andere naam.
name-kept = Goed, ik noem je { $name }.
name-title = je naam
name-ask-name = Welke naam wil je gebruiken? Alleen een voornaam mag ook.
    Wie ziet dit? Buren zien hem pas als jij iets plaatst of ergens ja op zegt.
    Tip: tik op het microfoontje van je toetsenbord.
name-help-name = Typ hoe je wilt heten. Je kunt dit later veranderen met /instellingen.
name-name-name = Naam

### menu

keyboard-menu = Menu
keyboard-week = Mijn week
keyboard-help = Hulp
menu = <b>{ $name }</b>
    Wat wil je doen?
menu-unknown = Dat begreep ik niet helemaal. Kies hieronder wat je wilt doen.
    Je bent nu in { $name }.
menu-idea = Ik heb een idee
menu-talent = Ik kan iets
menu-seek = Ik zoek iemand
menu-overview = Wat speelt er?
menu-help = Help me op weg
menu-look-at = Naar { $name }
way = <b>Dit mag jij hier</b>
    Je hoeft niet te weten waar je moet beginnen. Iedereen mag dit:
    • kijken wat er speelt
    • zien wat mensen hier kunnen, als ze dat laten zien
    • zeggen wat je goed kunt of graag doet
    • vragen wie ergens meer van weet
    • een groepje beginnen, vanaf twee mensen
    • vertellen dat je mensen kent die samen iets doen
    • een bijeenkomst plannen, ook een kop koffie
    • een idee brengen, ook als het nog niet af is
way-group = Begin een groepje
way-connector = Wie kent veel mensen?
way-hint = Ik ken mensen die…
way-session = Plan iets samen
help = <b>Hulp</b>
    { $parts }
help-everyone = Alles kan met knoppen. Typ /start voor het menu.
    /idee – breng een idee
    /talent – zeg wat je kunt
    /zoek – zeg wie of wat je zoekt
    /wegwijzer – wie moet ik hebben?
    /talenten – wat mensen hier kunnen
    /groep – begin een groepje
    /bijeenkomst – plan iets samen
    /kring – je kent mensen die samen iets doen
    /ideeen, /groepen, /bijeenkomsten – kijk rond
    /buurt – wat speelt er?
    /mijn – wat van jou is
    /instellingen – taal en berichten
    /privacy – jouw gegevens
    /stop – stop een vraag of berichten
help-connector = /kaart – jouw verbinderskaart
    /energie – waar zit energie?
help-organizer = /bericht – een bericht aan de buurt
help-admin = /team – rollen en uitnodigingen
    /hier – typ dit in de groep, in het onderwerp waar ik mag plaatsen
command-start = Begin hier: het menu
command-idee = Breng een idee
command-talent = Zeg wat je kunt
command-zoek = Zeg wie of wat je zoekt
command-bijeenkomst = Plan een bijeenkomst
command-bijeenkomsten = Wanneer zien we elkaar?
command-buurt = Wat speelt er in de buurt?
command-ideeen = Bekijk de ideeën
command-mijn = Wat van mij is
command-hulp = Hulp

### dialogs

dialog-place = Plaatsen
dialog-send = Versturen
dialog-save = Opslaan
dialog-skip = Overslaan
dialog-back = Terug
dialog-stop = Stoppen
dialog-done = Klaar
dialog-enough = Genoeg voor nu
dialog-on = ✓ { $label }
dialog-adjust-button = Aanpassen
dialog-adjust = Wat wil je aanpassen?
dialog-tell-more = Meer vertellen
dialog-stopped = Gestopt. Er is niets geplaatst. Typ /start voor het menu.
dialog-busy = Je was nog bezig met { $now }. Wat wil je?
dialog-finish-first = Eerst afmaken
dialog-start-over = Opnieuw beginnen
dialog-joined = Ik heb dit bij je vorige antwoord gezet.
dialog-new-answer = Nee, nieuw antwoord
dialog-edited = Je veranderde een bericht. Daar doe ik niets mee. Typ je antwoord gewoon opnieuw, of tik op Terug.
dialog-too-short = Dat is wel erg kort. Kun je iets meer zeggen?
dialog-too-long = Dat is te lang voor mij: { $length } tekens. Er passen er { $limit }. Kun je het korter zeggen?
dialog-choose-button = Kies een van de knoppen, of typ de woorden die erop staan.
dialog-choose-one = Kies er minstens één.
dialog-choose-at-most = Kies er hoogstens { $most }. Tik eerst een andere uit.
dialog-cannot-skip = Deze vraag heb ik echt nodig.
dialog-first-question = Dit is de eerste vraag. Met Stoppen ga je eruit.
dialog-use-preview = Kijk of het zo klopt. Kies dan een van de knoppen onder het voorbeeld.
dialog-needs-words = Ik kan hier alleen tekst lezen. Typ je antwoord, of spreek het in met het microfoontje van je toetsenbord.
dialog-help-preview = Dit is een voorbeeld. Er is nog niets geplaatst. Kies een knop eronder.

### communities

group-hello = Hoi allemaal! Ik ben de buurtbot. Ik help mensen in deze buurt om elkaar te vinden.
    Een beheerder van deze groep kan de buurt instellen.
group-set-up = Buurt instellen
group-shut-hello = In { $name } kan ik niets zeggen, want het onderwerp is gesloten.
    Typ /hulp in een onderwerp dat open is. Dan kom ik daar.
group-shut = In { $name } kan ik niets meer plaatsen: het onderwerp is gesloten of weg.
    Open het weer. Of typ /hier in het onderwerp waar ik mag plaatsen. Wat ik niet kon plaatsen, komt dan alsnog.
group-here = Voortaan plaats ik in { $name } op de plek waar jij /hier typte.
group-here-in-group = Typ /hier in de groep, in het onderwerp waar ik mag plaatsen.
group-open-bot = Open de buurtbot
group-go-on = Leuk! We praten verder in ons eigen gesprek.
group-go-on-button = Ga verder
group-go-on-danger = We praten verder in ons eigen gesprek.
group-words-unread = Je schreef dit in de groep. Ik heb er niets mee gedaan. Je kunt dat bericht daar zelf wissen.
group-offer-idea = { $name }, hier zit een idee in. Wil jij het brengen? Alleen jij kunt op de knop tikken.
group-offer-idea-button = Maak er een idee van
setup-title = het instellen van de buurt
setup-ask-name = Hoe heet jullie buurt?
    Wie ziet dit? Iedereen in de groep.
    Tip: tik op het microfoontje van je toetsenbord.
setup-help-name = Typ de naam zoals de mensen hier hem kennen, bijvoorbeeld Broeklanden.
setup-name-name = Naam van de buurt
setup-use-title = { $title }
setup-preview = <b>Klopt dit?</b>
    De buurt heet <b>{ $name }</b>.
    Jij wordt beheerder en organisator. Later kun je anderen uitnodigen.
setup-finish = Ja, zet de buurt aan
setup-done = Gelukt! { $name } staat aan. In de groep staat nu een knop om mij te openen.
    Nodig als eerste een buurtverbinder uit: iemand die veel mensen kent. Dat kan met /team.
setup-already = Deze groep heeft al een buurt.
setup-needs-admin = Alleen een beheerder van deze groep kan de buurt instellen. Vraag het aan een van hen.
setup-wrong-code = Deze code klopt niet, of is al gebruikt. Vraag de persoon die mij beheert om een nieuwe code.
    Tik op Aanpassen en typ de nieuwe code.
setupcode-title = het instellen van de buurt
setupcode-ask-code = Wat is de code? Je krijgt hem van wie deze bot beheert.
    Wie ziet dit? Alleen ik.
    Tip: tik op het microfoontje van je toetsenbord.
setupcode-help-code = Met deze code weet ik dat de buurt hier welkom is. Hij werkt één keer.
setupcode-name-code = Code
setupcode-ask-name = Hoe heet jullie buurt?
    Wie ziet dit? Iedereen in de groep.
    Tip: tik op het microfoontje van je toetsenbord.
setupcode-help-name = Typ de naam zoals de mensen hier hem kennen, bijvoorbeeld Broeklanden.
setupcode-name-name = Naam van de buurt

### nominations

nomination-who = <b>Wie kent veel mensen in { $name }?</b>
    Een buurtverbinder kent veel mensen en stelt buren aan elkaar voor. Af en toe krijgt die van mij een voorstel: deze twee passen misschien bij elkaar.

    Niemand wordt aangewezen. Iemand zegt zelf ja of nee, en een paar buren zeggen dat ze die persoon kennen.
nomination-somebody = Ik weet iemand
nomination-myself = Dat ben ik zelf
nomination-made = Stuur het bericht hieronder door aan één persoon die hier veel mensen kent. Zegt die nee, dan hoort niemand dat. Jij ook niet.
nomination-forward = Ik denk dat jij hier veel mensen kent. Wil je buurtverbinder worden in { $name }? Tik dan op de knop en lees wat dat is. De link werkt tot { DAY($until) }.
nomination-open = Vertel me meer
nomination-by-neighbour = Een buur denkt dat jij veel mensen kent in { $neighbourhood }. Wil je buurtverbinder worden?
nomination-by-myself = Fijn dat je buurtverbinder wilt worden in { $neighbourhood }. Lees even wat dat is.
nomination-question = { $asked }

    Een paar keer per maand krijg je een kaart: deze twee buren passen misschien bij elkaar. Jij kiest of je ze aan elkaar voorstelt. Stoppen kan altijd.

    Wie ziet dit? Zeg je ja, dan staat in de groep: “{ $name } wil buurtverbinder worden.” Zeg je nee, dan hoort niemand dat.
nomination-yes-resident = Ja, ik woon hier
nomination-yes-professional = Ja, ik werk hier
nomination-no = Liever niet
nomination-stands = Dank je wel! In de groep vraag ik wie jou kent. Kennen een paar buren je, dan begin je. Je hoort het van mij.
nomination-declined = Goed. Niemand hoort hiervan.
nomination-card = <b>{ $name } wil buurtverbinder worden.</b>
    Een buurtverbinder kent veel mensen en stelt buren aan elkaar voor.
    Ken je { $name }, en lijkt het je fijn? Tik dan op de knop. Niemand ziet wie er tikt.
nomination-card-given = <b>{ $name } is nu buurtverbinder.</b>
    Een paar buren zeiden dat ze { $name } kennen. Wil jij ook iemand voordragen? Dat kan met /verbinders.
nomination-card-over = Deze vraag is voorbij. Weet je iemand die hier veel mensen kent? Typ /verbinders.
nomination-confirm = Ja, dat lijkt me fijn
nomination-confirmed = Je zei: fijn als { $name } buurtverbinder wordt. Niemand ziet dat jij dat zei.
nomination-confirmed-toast = Dank je! In ons eigen gesprek kun je het terugnemen.
nomination-taken-back = Je hebt het teruggenomen. Niemand heeft het gezien.
nomination-quiet = Het bleef stil in de groep, dus ik heb de vraag weggehaald. Dat kan veel redenen hebben. Over een tijdje kun je het nog eens proberen, met /verbinders.
nomination-enough = Je hebt al drie mensen gevraagd die nog niet antwoordden. Wacht even op hen, dan kan het weer.
nomination-old = Deze vraag is voorbij, of al beantwoord. Met /verbinders kan het opnieuw.
nomination-own = Dit is jouw eigen bericht. Stuur het door aan iemand anders. Wil je het zelf worden? Typ /verbinders en tik op “Dat ben ik zelf”.
nomination-already = Je bent al buurtverbinder. Fijn dat je dat doet!
nomination-stands-already = Je vraag staat al in de groep. Je hoort het van mij.
nomination-yourself = Dit gaat over jou. Anderen zeggen of ze je kennen.
nomination-over = Deze vraag is voorbij. Dank je wel voor het meedenken.
nomination-residents-first = Dank je wel dat je dit wilt doen. De meeste buurtverbinders wonen hier zelf, dat spraken we zo af. Er is eerst nog een bewoner nodig. Weet jij iemand? Typ /verbinders.

party-resident = woont hier
party-professional = werkt hier
party-i-resident = Ik woon hier
party-i-professional = Ik werk hier
party-ask = Je bent buurtverbinder in { $name }. Woon je hier, of werk je hier?

    De meeste buurtverbinders wonen hier zelf, dat spraken we zo af. Daarom vraag ik het iedereen een keer.
party-told-resident = Dank je wel. Ik weet nu dat je in { $name } woont.
party-told-professional = Dank je wel. Ik weet nu dat je in { $name } werkt.

### team

role-admin = beheerder
role-organizer = organisator
role-connector = buurtverbinder
team = <b>Het team van { $name }</b>
    { $lines }

    Iedereen in de buurt kan in /logboek lezen wat het team doet.
team-line = { $role }: { $names }
team-button = Naar het team
team-invite-admin = Nodig beheerder uit
team-invite-organizer = Nodig organisator uit
team-invite-connector = Nodig verbinder uit
team-member-button = { $name }
team-member = <b>{ $name }</b> is hier:
    { $lines }
team-end-admin = Stop als beheerder
team-end-organizer = Stop als organisator
team-end-connector = Stop als verbinder
team-log = Logboek
team-replay = Doe opnieuw: { $incident }
team-replay-wanted = Ik probeer het opnieuw. Wie het betrof, ziet het vanzelf.
team-last-admin = Dit is de laatste beheerder. Nodig eerst een andere beheerder uit.
team-really-end = Klopt het dat { $name } geen { $role } meer is?
    { $notes }
team-end-sure = Ja, dat klopt
team-role-ended = { $name } is geen { $role } meer.
    { $notes }
team-residents-wanted =
    { "" }
    Te weinig buurtverbinders wonen hier zelf. Nodig iemand uit die hier woont. Zolang komt er niemand bij die hier werkt.
team-leave = Ik stop als verbinder
team-leave-ask = Wil je stoppen als buurtverbinder in { $name }? Dat mag altijd. Wat op je kaart wacht, gaat naar de andere buurtverbinders. De beheerders horen dat je stopt.
team-leave-sure = Ja, ik stop
team-left = { $name } is gestopt als buurtverbinder.
    { $notes }
role-ended = Je bent geen { $role } meer in { $name }. Bedankt voor wat je deed.
role-welcome = Je bent nu { $role } in { $name }. Fijn dat je dit wilt doen!
invitation-made = Stuur het bericht hieronder door aan één persoon die { $role } wil worden. Daarna vraag ik jou of het klopt.
    { $limit }
invitation-only-residents =
    { "" }
    Nu kan dat alleen iemand zijn die hier woont. De meeste buurtverbinders wonen hier zelf, dat spraken we zo af.
invitation-ask-party = Wil je buurtverbinder worden in { $name }?

    Woon je hier, of werk je hier? De meeste buurtverbinders wonen hier zelf, dat spraken we zo af.
invitation-residents-first = Dank je wel dat je dit wilt doen. De meeste buurtverbinders wonen hier zelf, dat spraken we zo af. Er is eerst nog een bewoner nodig. Vertel dat aan wie je uitnodigde.
invitation-residents-first-inviter = Dat kan nu nog niet. De meeste buurtverbinders wonen hier zelf, dat spraken we zo af. Nodig eerst iemand uit die hier woont. Tik daarna nog eens op de knop.
invitation-used-by-party = { $name } wil { $role } worden met je uitnodiging, en { $party }. Klopt dat?
invitation-declined = Goed. Niemand hoort hiervan. Bedenk je je? Dan werkt de link nog.
invitation-forward = Wil jij { $role } worden in { $name }? Tik dan op de knop. De link werkt één keer, tot { MOMENT($until) }.
invitation-open = Ja, ik wil dat
invitation-used = Deze uitnodiging is al gebruikt of bestaat niet meer. Vraag een nieuwe.
invitation-expired = Deze uitnodiging is te oud. Vraag een nieuwe, die werkt 48 uur.
invitation-own = Dit is je eigen uitnodiging. Stuur hem door aan iemand anders.
invitation-used-by = { $name } gebruikte je uitnodiging om { $role } te worden. Klopt dat?
invitation-right = Ja, klopt
invitation-wrong = Nee, stop
invitation-waiting = Dank je wel! De persoon die je uitnodigde kijkt nog even mee. Daarna ben je { $role } en hoor je het van mij.
invitation-given = { $name } is nu { $role }.
invitation-stopped = Gestopt. { $name } heeft geen rol gekregen.
invitation-not-given = De uitnodiging gaat toch niet door. Vraag het aan wie je uitnodigde.
log = <b>Logboek van { $name }</b>
    { $lines }
log-empty = Het logboek is nog leeg.
log-somebody-gone = iemand die weg is
log-set-up = { DAY($day, style: "short") }: { $who } zette de buurt aan{ $role }
log-role-invited = { DAY($day, style: "short") }: { $who } maakte een uitnodiging voor een { $role }
log-role-given = { DAY($day, style: "short") }: { $who } gaf iemand de rol { $role }
log-role-confirmed = { DAY($day, style: "short") }: buren kenden { $who }, die nu { $role } is
log-role-ended = { DAY($day, style: "short") }: { $who } stopte een rol: { $role }
log-broadcast-sent = { DAY($day, style: "short") }: { $who } stuurde een bericht aan de buurt{ $role }
log-update-replayed = { DAY($day, style: "short") }: { $who } liet iets opnieuw doen dat mislukte{ $role }

### ideas

idea-title = je idee
idea-ask-title = Wat is je idee? Vertel het in je eigen woorden. Het hoeft nog niet af te zijn.
    Wie ziet dit? De hele groep, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
idea-help-title = Schrijf in één of twee zinnen wat je graag zou willen in de buurt.
idea-name-title = Het idee
idea-ask-needs = Wat is er nog nodig? Denk aan mensen, kennis, een plek of spullen.
    Wie ziet dit? De hele groep. De buurtverbinders zoeken mee.
    Tip: tik op het microfoontje van je toetsenbord.
idea-help-needs = Bijvoorbeeld: iemand die bakken kan timmeren. Weet je het nog niet? Tik op Overslaan.
idea-name-needs = Wat is er nodig
idea-ask-excluded = Wie kan misschien niet meedoen? Denk aan taal, geld, trap, tijd of scherm.
    Wie ziet dit? De hele groep. Dan kunnen we er samen op letten.
    Tip: tik op het microfoontje van je toetsenbord.
idea-help-excluded = Noem groepen, geen namen. Bijvoorbeeld: mensen die overdag werken. Weet je het niet? Tik op Overslaan.
idea-name-excluded = Wie mist er
idea-preview = <b>Zo ziet de groep het:</b>

    💡 <b>{ $title }</b>
    { $details }
    { $cautions }
    Meedenken betekent niet dat het vanzelf gebeurt. We zoeken samen wie iets kan bijdragen.
idea-needs = <b>Nog gezocht:</b> { $needs }
idea-excluded = <b>Hier letten we op:</b> { $excluded }
idea-card = 💡 <b>{ $title }</b>
    { $author }
    { $details }
    { $joined }
idea-card-withdrawn = 💡 { $title }
    <i>Dit idee is teruggenomen. Bedankt voor het meedenken.</i>
idea-by = Een idee van { $author }
idea-by-somebody = Een idee uit de buurt
idea-joined-none = Wie doet er mee?
idea-joined-few = Een paar mensen doen al mee.
idea-joined = { $count } mensen doen mee.
idea-join = Ik doe mee
idea-join-again = Toch wel meedoen
idea-respond = Ik wil iets zeggen
idea-leave = Ik doe niet meer mee
idea-open = Bekijk het idee
idea-placed = Je idee ‘{ $title }’ staat erop. Ik plaats hoogstens twee berichten per dag, en ’s nachts niets.
    Ik laat het je weten als iemand meedoet of iets wil zeggen.
idea-placed-no-group = Je idee ‘{ $title }’ is er. In de groep kan ik het nu niet zetten. Zodra dat weer kan, doe ik het. Buren vinden het al met /ideeen.
    Ik laat het je weten als iemand meedoet of iets wil zeggen.
idea-title-length = Een idee heeft 3 tot { $limit } tekens. Vertel het hieronder in het kort.
idea-one-a-day = Je plaatste net al een idee. Zo krijgt iedereen de ruimte. Morgen kun je er weer een plaatsen.
idea-gone = Dit idee is er niet meer.
idea-yours = ‘{ $title }’ is jouw idee, dus je doet al mee.
idea-yours-toast = Dit is jouw idee.
idea-you-join = Je doet mee met ‘{ $title }’. Wie het idee bracht, hoort dat van mij.
idea-you-join-toast = Je doet mee. Fijn!
idea-you-left = Prima. Je doet niet meer mee met ‘{ $title }’.
idea-somebody-joins = { $name } doet mee met je idee ‘{ $title }’.
idea-without-author = Wie dit idee bracht, doet niet meer mee. Meedoen kan nog wel.
idea-withdraw = Neem het idee terug
idea-withdraw-ask = Weet je het zeker? ‘{ $title }’ gaat dan uit de groep.
idea-withdraw-sure = Ja, neem het terug
idea-withdrawn = ‘{ $title }’ is teruggenomen. Een nieuw idee is altijd welkom.
idea-build_on = Ik bouw verder
idea-question = Ik heb een vraag
idea-concern = Ik maak me zorgen
idea-answer = Antwoord
idea-said-build_on = { $name } bouwt verder op je idee ‘{ $title }’:
    <blockquote>{ $words }</blockquote>
idea-said-question = { $name } heeft een vraag over je idee ‘{ $title }’:
    <blockquote>{ $words }</blockquote>
idea-said-concern = { $name } maakt zich zorgen over je idee ‘{ $title }’. Dat is een begin van een gesprek:
    <blockquote>{ $words }</blockquote>
idea-answered = { $name } antwoordt je over ‘{ $title }’:
    <blockquote>{ $words }</blockquote>
response-title = je reactie
response-ask-kind = Wat wil je zeggen?
    Wie ziet dit? Alleen wie het idee bracht, met je naam erbij.
response-help-kind = Kies wat het beste past. Er is geen voor of tegen.
response-name-kind = Soort reactie
response-ask-words = Zeg het in je eigen woorden.
    Wie ziet dit? Alleen wie het idee bracht, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
response-help-words = Typ wat je wilt vragen of zeggen.
response-name-words = Je woorden
response-preview = <b>Zo komt het aan:</b>
    <blockquote>{ $words }</blockquote>
response-sent = Je reactie op ‘{ $title }’ is verstuurd.
reply-title = je antwoord
reply-ask-words = Wat wil je antwoorden?
    Wie ziet dit? Alleen wie je dit vroeg, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
reply-help-words = Typ je antwoord.
reply-name-words = Je antwoord
reply-sent = Je antwoord is verstuurd.
ideas = <b>Ideeën in de buurt</b>
    { $lines }
ideas-line = { $number }. { $title }
ideas-none = Er zijn nog geen ideeën. Wil jij de eerste brengen?
ideas-all = Alle ideeën

### groups

group-title = je groepje
group-ask-name = Hoe heet je groepje?
    Wie ziet dit? De hele buurt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
group-help-name = Een korte naam, bijvoorbeeld Timmerclub of Wandelen op dinsdag.
group-name-name = Naam
group-ask-about = Wat gaan jullie samen doen?
    Wie ziet dit? De hele buurt.
    Tip: tik op het microfoontje van je toetsenbord.
group-help-about = Vertel kort wat, waar en wanneer. Weet je het nog niet? Tik op Overslaan.
group-name-about = Wat jullie doen
group-ask-places = Hoeveel plekken zijn er, jijzelf meegeteld?
    Wie ziet dit? De hele buurt.
group-help-places = Kies een knop of typ een getal. Wie later komt, staat op de wachtlijst.
group-name-places = Aantal plekken
group-places-option = { $places } plekken
group-places-unclear = Typ een getal van { $fewest } tot { $most }.
group-preview = <b>Zo ziet de buurt het:</b>

    👥 <b>{ $name }</b>
    { $details }
    { $places } plekken, jij hebt er één van.
    { $cautions }
group-about = { $about }
group-card = 👥 <b>{ $name }</b>
    { $founder }
    { $details }
    { $taken }
group-card-ended = 👥 { $name }
    <i>Dit groepje is gestopt. Bedankt, allemaal.</i>
group-by = Een groepje van { $founder }
group-by-somebody = Een groepje uit de buurt
group-full = Alle plekken zijn bezet. Je kunt op de wachtlijst.
group-has-places = Er is nog plek.
group-taken = { $taken } van de { $places } plekken zijn bezet.
group-join = Ik wil erbij
group-join-again = Toch wel
group-leave = Ik stop ermee
group-open = Bekijk het groepje
group-placed-group = Je groepje ‘{ $name }’ staat erop.
group-placed-no-group = Je groepje ‘{ $name }’ is er. In de groep kan ik het nu niet zetten. Zodra dat weer kan, doe ik het. Buren vinden het al met /groepen.
group-placed = { $placed } Ik laat het je weten als iemand erbij wil.

    Zoeken jullie nog iets, of kunnen jullie iets delen? Vertel het me. Dan zoek ik een ander groepje dat erbij past.
group-you-member = Je hoort nu bij ‘{ $name }’. Wie het begon, hoort dat van mij.
group-you-member-toast = Je hoort erbij. Fijn!
group-you-waiting = ‘{ $name }’ is vol. Je staat op de wachtlijst. Is er plek, dan hoor je het meteen.
group-you-waiting-toast = Je staat op de wachtlijst.
group-you-left = Prima. Je hoort niet meer bij ‘{ $name }’.
group-you-left-last = Prima. Jij was de laatste, dus ‘{ $name }’ is nu gestopt.
group-take = Ik neem dit groepje over
group-take-ask = Niemand regelt ‘{ $name }’ nu. Wil jij het doen? Dan hoor je wie erbij komt, en kun je het groepje stoppen.
    Wie ziet dit? De hele buurt leest je naam bij het groepje.
group-take-sure = Ja, ik doe het
group-taken-on = Fijn. Jij regelt nu ‘{ $name }’.
group-is-taken = Iemand anders regelt dit groepje al. Je hoort er nog steeds bij.
group-founder-ends = Jij regelt dit groepje. Wil je stoppen? Open het en tik op ‘Stop dit groepje’.
group-somebody-member = { $name } komt bij ‘{ $group }’.
group-somebody-waiting = { $name } staat op de wachtlijst van ‘{ $group }’.
group-place-free = Er is plek voor jou in ‘{ $name }’. Je hoort er nu bij.
group-gone = Dit groepje is er niet meer.
group-end = Stop dit groepje
group-end-ask = Wil je ‘{ $name }’ stoppen? Iedereen in het groepje hoort het.
group-end-sure = Ja, stop
group-ended = ‘{ $name }’ is gestopt. Bedankt voor wat je deed.
group-orphaned = Wie het groepje ‘{ $name }’ begon, doet niet meer mee. Jullie gaan gewoon door. Wil jij het regelen? Dan hoor je wie erbij komt.
group-ended-thanks = Het groepje ‘{ $name }’ is gestopt. Bedankt dat je meedeed.
group-tell-need = Wat we zoeken
group-tell-offer = Wat we kunnen delen
group-says-need = Dit zoeken we
group-says-offer = Dit kunnen we delen
group-tell-saved = Dank je, ik heb het bewaard.

    <b>{ $direction }</b>: { $words }

    Past er een groepje bij dat jullie nog niet kennen? Dan vraag ik jou of je wilt kennismaken. Alleen de buurtverbinders zien dit.
group-need-title = wat jullie groepje zoekt
group-need-ask-words = Wat zoekt jullie groepje? Misschien heeft een ander groepje het.
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
group-need-help-words = Bijvoorbeeld: een plek om te koken. Of: mensen die bakken kunnen timmeren.
group-need-name-words = Onze woorden
group-need-ask-tags = Waar gaat het over? Kies er één tot drie. Je mag het ook zelf typen.
    Wie ziet dit? De buurtverbinders. Een ander groepje ziet het zonder jullie naam.
group-need-help-tags = Hiermee zoek ik een groepje dat erbij past. Staat het er niet bij? Tik op Kies uit de lijst. Past er niets? Tik op Geen van deze.
group-need-name-tags = Waar het over gaat
group-offer-title = wat jullie groepje kan delen
group-offer-ask-words = Wat kan jullie groepje delen met een ander groepje?
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
group-offer-help-words = Bijvoorbeeld: gereedschap, een keuken, of iets wat jullie goed kunnen.
group-offer-name-words = Onze woorden
group-offer-ask-tags = { group-need-ask-tags }
group-offer-help-tags = { group-need-help-tags }
group-offer-name-tags = Waar het over gaat
groups = <b>Groepjes in de buurt</b>
    { $lines }
groups-line = { $number }. { $name }
groups-none = Er zijn nog geen groepjes. Wil jij er een beginnen? Twee mensen is genoeg.
groups-all = Alle groepjes

### digest

digest-group = <b>Wat speelt er in { $name }?</b>

    { $parts }

    Tik op de knop om mee te doen. Je praat dan met mij, niet in de groep.
digest = <b>Wat speelt er in { $name }?</b>

    { $parts }
digest-quiet = Rustige week. Dat mag ook.
digest-part-sessions = <b>Bijeenkomsten</b>
    { $lines }
digest-part-ideas = <b>Ideeën</b>
    { $lines }
digest-part-groups = <b>Groepjes</b>
    { $lines }
digest-session = • { MOMENT($at) }: { $title }
digest-line = • { $title }
digest-ideas = Ideeën
digest-sessions = Bijeenkomsten
digest-groups = Groepjes


### moderation

caution-phone = Let op: hier staat misschien een telefoonnummer in. Wil je dat anderen het lezen?
caution-contact = Let op: hier staat misschien een mailadres, naam of rekening in. Wil je dat anderen die lezen?
caution-address = Let op: hier staat misschien een adres in. Wil je dat anderen weten waar het is?
caution-health = Let op: dit gaat misschien over gezondheid. Wil je dat anderen dat lezen?
caution-debt = Let op: dit gaat misschien over geldzorgen. Wil je dat anderen dat lezen?
danger = Dit klinkt ernstig. Ik ben een computer, hier leest niemand meteen mee. Ik bewaar niet wat je schreef.

    Is er nu gevaar? Bel <b>112</b>.
    Denk je aan de dood? Bel <b>113</b> of 0800-0113. Gratis, dag en nacht.
    Is het thuis niet veilig? Bel Veilig Thuis: <b>0800-2000</b>. Gratis, dag en nacht.

### matching

# Zinnen van bot/matching/reasons.py, voor de buurtverbinder. De parameters zijn concepten, nooit eigen woorden.
match-reason-tag = { $direction ->
    [learn] De een wil dit leren, de ander kan het: { TAG($tag) }.
    [together] Ze doen dit allebei graag samen: { TAG($tag) }.
   *[need] De een zoekt dit, de ander kan het: { TAG($tag) }.
  }
match-reason-cue = { $direction ->
    [learn] De een wil iets leren dat de ander lijkt te kunnen: { TAG($tag) }.
    [together] Ze lijken dit allebei graag te doen: { TAG($tag) }.
   *[need] Wat de een zoekt en de ander kan, gaat over: { TAG($tag) }.
  }
match-reason-bridge = Twee groepjes die elkaar misschien iets te bieden hebben. Niemand zit in allebei.
match-reason-group = Drie of meer buren willen dit samen: { TAG($tag) }. Een klein groepje kan ook.
match-reason-near = Dit ligt dicht bij elkaar: { TAG($offered) } en { TAG($sought) }.
match-reason-words = Hun teksten lijken op elkaar.
match-reason-meaning = Hun teksten zeggen bijna hetzelfde, in andere woorden.
match-reason-area = Ze noemden hetzelfde stukje van de buurt.
match-reason-times = Ze kunnen op dezelfde momenten.
match-reason-language = Ze schreven in dezelfde taal.
match-caution-avoid = Let op: een van de twee doet dit misschien liever niet.
match-caution-weak = Let op: ik weet niet of dit past.
match-caution-near = Let op: het lijkt op de vraag, maar is niet precies hetzelfde.
match-caution-guess = Let op: dit las ik in de tekst. Ze kozen het niet allebei zelf.
match-caution-language = Let op: ze schreven niet in dezelfde taal.
match-caution-times = Let op: ze kunnen niet op dezelfde momenten.
match-caution-busy = Let op: deze persoon is deze maand al vaker gevraagd.
match-caution-old = Let op: dit is langer geleden verteld. Vraag of het nog klopt.

### settings

settings = <b>Instellingen</b>
    { $lines }
settings-name = Naam: { $name }
settings-language = Taal: zoals je Telegram
settings-language-nl = Taal: Nederlands
settings-language-en = Taal: Engels
settings-not-stopped = Berichten: aan
settings-stopped = Berichten: gestopt
settings-news-on = Nieuws: aan
settings-news-off = Nieuws: uit
settings-maximum = Hoeveel: hoogstens { $most } per week
settings-asks = Kennismaken: hoogstens { $asks }
settings-asks-a-month = { $times ->
    [1] één keer per maand
    [2] twee keer per maand
   *[3] drie keer per maand
  }
settings-quiet = Stille uren: van { TIME($start) } tot { TIME($end) }
settings-no-pause = Pauze: nee
settings-paused = Pauze: tot { DAY($until, style: "year") }
settings-paused-open = Pauze: tot jij weer begint
settings-change-name = Andere naam
settings-ask-language = Taal kiezen
settings-no-news = Nieuws uitzetten
settings-yes-news = Nieuws aanzetten
settings-ask-maximum = Hoeveel berichten
settings-ask-asks = Hoe vaak kennismaken
settings-ask-quiet = Stille uren
settings-ask-pause = Pauze
settings-ask-place = Andere buurt
settings-resume = Berichten weer aan
settings-language-question = In welke taal wil je mij lezen?
settings-maximum-question = Hoeveel berichten wil je hoogstens per week?
    Wat je zelf afspreekt, komt altijd. Bijvoorbeeld een bijeenkomst waar je ja op zei.
settings-asks-question = Hoe vaak mag ik je vragen voor een kennismaking?
    Wie ziet dit? Alleen jij.
settings-quiet-question = Wanneer wil je niets horen? Kies van wanneer en tot wanneer.
    Gaat iets op het laatste moment niet door? Dat hoor je wel.
settings-pause-question = Hoe lang wil je niets horen? Je mag ook een dag typen: tot 1 mei.
    Gaat iets waar je ja op zei op het laatste moment niet door? Dat hoor je wel.
settings-place-question = Naar welke buurt wil je kijken?
settings-a-week = { $most } per week
settings-from = van { TIME($at) }
settings-until = tot { TIME($at) }
settings-place = { $name }
settings-pause-week = Een week
settings-pause-month = Een maand
settings-pause-open = Tot ik weer begin
settings-pause-until = Tot een dag
settings-pause-end = Pauze stoppen
language-nl = Nederlands
language-en = English
messages-fewer = Minder berichten? Dat kan. Wat wil je?
messages-stop-all = Alle berichten stoppen
messages-stop-news = Alleen nieuws stoppen
messages-less-often = Minder vaak
pause-title = je pauze
pause-ask-until = Tot welke dag wil je niets horen? Bijvoorbeeld: 1 mei, of over drie weken.
    Wie ziet dit? Alleen jij.
pause-help-until = Typ een dag zoals je hem zegt. Op die dag begin ik vanzelf weer.
pause-name-until = De dag
pause-when = Kies een dag na vandaag, tot en met { DAY($until, style: "year") }. Bijvoorbeeld: 1 mei, of over drie weken.
pause-preview = Tot <b>{ DAY($until, style: "year") }</b> hoor je niets van mij. Op die dag begin ik vanzelf weer.
messages-pause = Pauze
messages-stop-what = Wat wil je stoppen?
messages-all = Alle berichten
messages-only-news = Alleen nieuws
messages-nothing = Niets
messages-stopped-all = Goed, ik ben stil. Je krijgt geen vragen en geen nieuws meer.
    Zei je ergens ja op? Dan hoor je het nog als dat verandert.
    Typ jij iets, dan geef ik gewoon antwoord.
messages-stopped-news = Goed, je krijgt geen nieuws meer. Vragen aan jou komen nog wel.
messages-resumed-all = Prima, je krijgt weer berichten.
messages-resumed-news = Prima, je krijgt weer nieuws.
messages-to-settings = Instellingen

### sessions

moment-unclear = Ik begrijp nog niet wanneer. Schrijf een dag en een tijd, bijvoorbeeld: donderdag 19.30.
moment-no-time = Hoe laat begint het? Schrijf de dag en de tijd samen, bijvoorbeeld: donderdag 19.30.
moment-past = Dat moment is al voorbij. Kies een dag en tijd die nog komen.
moment-too-far = Dat is nog heel ver weg. Kies een dag binnen anderhalf jaar.
session-title = je bijeenkomst
session-ask-what = Wat gaan jullie doen? Een kop koffie telt ook.
    Wie ziet dit? De hele groep, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
session-help-what = Zeg in een paar woorden wat het is. Bijvoorbeeld: samen soep koken.
session-name-what = Wat
session-ask-when = Wanneer is het? Schrijf de dag en de tijd zoals je het zegt. Bijvoorbeeld: donderdag 19.30.
    Wie ziet dit? De hele groep.
    Tip: tik op het microfoontje van je toetsenbord.
session-help-when = Bijvoorbeeld: morgen om 10 uur, zaterdagmiddag 3 uur, of 12 juni half acht. Ik laat straks zien wat ik begreep.
session-name-when = Wanneer
session-ask-where = Waar is het? Is het bij iemand thuis? Schrijf dan alleen ‘bij iemand thuis’, zonder adres.
    Wie ziet dit? De hele groep.
    Tip: tik op het microfoontje van je toetsenbord.
session-help-where = Bijvoorbeeld: de speeltuin, of zaal 2 van het buurthuis. Kan iedereen er binnenkomen?
session-name-where = Waar
session-preview = <b>Klopt dit?</b>

    { $lines }

    Na Plaatsen zet ik het in de groep.
session-preview-lines = 📅 <b>{ $title }</b>
    { MOMENT($at, style: "year") }
    { $place }
session-planned = Het staat erin: <b>{ $title }</b>, { MOMENT($at, style: "year") }, { $place }.
    { $announced }
session-planned-group = Ik zet het in de groep. Ik plaats hoogstens twee berichten per dag, en ’s nachts niets.
session-planned-no-group = In de groep kan ik het nu niet zetten. Zodra dat weer kan, doe ik het. Buren vinden het al met /bijeenkomsten.
session-card = 📅 <b>{ $title }</b>
    { MOMENT($at) }
    { $place }
    { $by }
    { $going ->
        [0] Wie komt er?
        [one] { $going } persoon komt.
       *[other] { $going } mensen komen.
    }
session-card-off = 📅 { $title }
    <b>Gaat niet door</b> ({ MOMENT($at, style: "short") }).
session-card-over = 📅 { $title }
    Was op { DAY($at) }.
session-by = { $name } nodigt je uit.
session-by-somebody = Iemand uit de buurt nodigt je uit.
session-open = { $lines }
session-going = Ik kom
session-maybe = Misschien
session-not-going = Ik kom niet
session-mine-going = <i>Je zei: ik kom.</i>
session-mine-maybe = <i>Je zei: misschien.</i>
session-mine-not-going = <i>Je zei: ik kom niet.</i>
session-mine-none = <i>Kom je ook?</i>
session-toast-going = Je komt. Je vindt het terug in ons eigen gesprek.
session-toast-maybe = Misschien. Je vindt het terug in ons eigen gesprek.
session-toast-not-going = Je komt niet. Je vindt het terug in ons eigen gesprek.
session-you-said-going = Je zei ja, { MOMENT($at, style: "short") }.
    <b>{ $title }</b>, { $place }
session-you-said-maybe = Je zei misschien, { MOMENT($at, style: "short") }.
    <b>{ $title }</b>, { $place }
session-you-said-not-going = Je zei nee, { MOMENT($at, style: "short") }.
    <b>{ $title }</b>, { $place }
session-answer-gone = Je antwoord is weg. Kom je toch, { MOMENT($at, style: "short") }?
    <b>{ $title }</b>
session-reminder-going = ⏰ Je zei ja: <b>{ $title }</b>
    { MOMENT($at) }
    { $place }
    Kom je toch niet? Zeg het hieronder.
session-reminder-maybe = ⏰ Je zei misschien: <b>{ $title }</b>
    { MOMENT($at) }
    { $place }
    Weet je al of je komt?
session-changed-time = <b>{ $title }</b> heeft een nieuwe tijd: { MOMENT($at) }.
    { $place }
    Kom je dan ook?
session-changed-place = <b>{ $title }</b> is op een andere plek: { $place }.
    { MOMENT($at) }
    Kom je dan ook?
session-off = <b>{ $title }</b> van { MOMENT($at) } gaat niet door.
session-is-off = ‘{ $title }’ gaat niet door. Met /bijeenkomsten zie je wat er wel is.
session-has-begun = ‘{ $title }’ is al begonnen. Met /bijeenkomsten zie je wat er nog komt.
session-who-comes = Wie komt er?
session-change-time = Andere tijd
session-change-place = Andere plek
session-cancel = Afzeggen
session-cancel-ask = Weet je het zeker? ‘{ $title }’ van { MOMENT($at, style: "short") } gaat dan niet door.
    { $told ->
        [0] Nog niemand zei ja of misschien.
        [one] { $told } persoon hoort het dan van mij.
       *[other] { $told } mensen horen het dan van mij.
    }
session-cancel-yes = Ja, zeg af
session-pass-on = Doorgeven
session-open-it = Bekijk de bijeenkomst
session-done-off = ‘{ $title }’ is afgezegd.
    { $told ->
        [0] Nog niemand zei ja of misschien.
        [one] { $told } persoon hoort het van mij.
       *[other] { $told } mensen horen het van mij.
    }
session-done-time = De nieuwe tijd van ‘{ $title }’ is { MOMENT($at, style: "year") }.
    { $told ->
        [0] Nog niemand zei ja of misschien.
        [one] { $told } persoon hoort het van mij.
       *[other] { $told } mensen horen het van mij.
    }
session-done-place = De nieuwe plek van ‘{ $title }’ is { $place }.
    { $told ->
        [0] Nog niemand zei ja of misschien.
        [one] { $told } persoon hoort het van mij.
       *[other] { $told } mensen horen het van mij.
    }
session-guests = <b>{ $title }</b>, { MOMENT($at, style: "short") }
    { $parts }
    <i>Alleen jij ziet deze namen.</i>
session-guests-going = <b>Komt:</b> { $names }{ $rest ->
        [0] {""}
       *[other] {" "}en nog { $rest }
    }
session-guests-maybe = <b>Misschien:</b> { $names }{ $rest ->
        [0] {""}
       *[other] {" "}en nog { $rest }
    }
session-guests-none = Nog niemand zei ja of misschien.
sessions = <b>Bijeenkomsten in { $name }</b>

    { $lines }
sessions-line = { $number }. <b>{ $title }</b>
    { MOMENT($at) }, { $place }
    { $mine }
sessions-none = In { $name } staat nog niets gepland. Wil jij iets bedenken? Een kop koffie is genoeg.
sessions-all = Alle bijeenkomsten
session-plan = Plan een bijeenkomst
sessiontime-title = een nieuwe tijd
sessiontime-ask-when = Wat is de nieuwe dag en tijd? Bijvoorbeeld: donderdag 19.30.
    Wie ziet dit? De hele groep. Wie ja of misschien zei, hoort het van mij.
    Tip: tik op het microfoontje van je toetsenbord.
sessiontime-help-when = Schrijf de dag en de tijd zoals je het zegt. Bijvoorbeeld: zaterdagmiddag 3 uur.
sessiontime-name-when = Wanneer
sessiontime-preview = <b>Klopt dit?</b>

    ‘{ $title }’ wordt { MOMENT($at, style: "year") }.
sessionplace-title = een nieuwe plek
sessionplace-ask-where = Wat is de nieuwe plek? Is het bij iemand thuis? Schrijf dan alleen ‘bij iemand thuis’.
    Wie ziet dit? De hele groep. Wie ja of misschien zei, hoort het van mij.
    Tip: tik op het microfoontje van je toetsenbord.
sessionplace-help-where = Bijvoorbeeld: de speeltuin, of zaal 2 van het buurthuis.
sessionplace-name-where = Waar
sessionplace-preview = <b>Klopt dit?</b>

    ‘{ $title }’ is dan hier: { $place }.

### broadcasts

broadcast = { $words }

    <i>Van { $name } namens { $neighbourhood }</i>
broadcast-title = je bericht aan de buurt
broadcast-ask-words = Wat wil je de buurt vertellen?
    Wie ziet dit? Iedereen in de buurt die berichten wil, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
broadcast-help-words = Schrijf het kort: wat, wanneer en waar. Straks zie je eerst hoe het eruitziet.
broadcast-name-words = Bericht
broadcast-preview = <b>Zo ziet het eruit:</b>

    { $message }

    { $notes }
broadcast-send = Versturen
broadcast-reach = { $people ->
        [0] Nog niemand krijgt dit apart.
        [one] { $people } persoon krijgt dit bericht.
       *[other] { $people } mensen krijgen dit bericht.
    }{ $groups ->
        [0] {""}
       *[other] {" "}Het komt ook in de groep.
    }
broadcast-reach-only-group = Dit komt alleen in de groep. Zijn jullie met twee in het team? Dan kan het ook naar iedereen apart.
broadcast-waiting = Over een minuut gaat je bericht weg. { $audience }
broadcast-waiting-until = Het zijn nu stille uren. Je bericht gaat weg op { MOMENT($at) }.
broadcast-take-back = Toch niet versturen
broadcast-taken-back = Je bericht is niet verstuurd. Dit schreef je:

    { $words }
broadcast-stopped = Je bent nu geen organisator. Daarom is dit bericht niet verstuurd:

    { $words }
broadcast-left = Dit bericht is al onderweg. Terughalen lukt niet meer.
broadcast-nobody = Er is nog niemand die dit kan krijgen. Voeg mij eerst toe aan de groep van je buurt.
broadcast-lines = { $lines }
broadcast-progress = Ik verstuur je bericht: { $sent } van { $total }.
broadcast-progress-group = Ik zet je bericht in de groep.
broadcast-report-sent = Klaar. { $sent ->
        [0] Niemand kreeg je bericht apart.
        [one] { $sent } persoon kreeg je bericht.
       *[other] { $sent } mensen kregen je bericht.
    }
broadcast-report-group = Het staat in de groep.
broadcast-report-group-later = In de groep komt het later. Daar stond al genoeg vandaag.
broadcast-report-later = Later komt het nog bij { $people }. Zij hebben nu rust.
broadcast-report-unreachable = Niet te bereiken: { $people }.
broadcast-report-unwanted = Geen nieuws gewenst: { $people }.
broadcast-report-unsure = Misschien niet aangekomen: { $people }. Dat liet je zo.
broadcast-report-nobody = Je bericht is nergens aangekomen. Ben ik nog in de groep?
broadcast-doubtful = { $count ->
        [one] Bij { $count } persoon weet ik niet of het aankwam.
       *[other] Bij { $count } mensen weet ik niet of het aankwam.
    } Stuur je het nog een keer? Dan krijgt iemand het misschien dubbel.
broadcast-send-again = Stuur nog een keer
broadcast-let-be = Laat zo

### talents

talent-title = je talent
talent-ask-words = Wat kun je goed, wat zoek je, of wat wil je leren? Vertel het in je eigen woorden.
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talent-help-words = Bijvoorbeeld: ik was meubelmaker. Of: ik wandel graag. Klein mag ook.
talent-name-words = Mijn woorden
talent-ask-direction = Wat bedoel je hiermee?
    Wie ziet dit? De buurtverbinders. Anderen zien het zonder je naam.
talent-help-direction = Kies wat het beste past. Dan weet ik bij wie ik moet zoeken.
talent-name-direction = Wat ik bedoel
talent-direction-offer = Dit kan ik
talent-direction-need = Dit zoek ik
talent-direction-learn = Dit wil ik leren
talent-direction-together = Dit doe ik graag samen
talent-ask-tags = Waar gaat het over? Kies er één tot drie. Je mag het ook zelf typen.
    Wie ziet dit? De buurtverbinders. Anderen zien het zonder je naam.
talent-help-tags = Hiermee zoek ik mensen die bij je passen. Staat het er niet bij? Tik op Kies uit de lijst. Past er niets? Tik op Geen van deze.
talent-name-tags = Waar het over gaat
talent-ask-avoid = Wat doe je liever niet?
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talent-help-avoid = Bijvoorbeeld: geen zwaar werk. Dan houd ik daar rekening mee.
talent-name-avoid = Liever niet
talent-ask-times = Wanneer kun je meestal? Kies wat past.
    Wie ziet dit? Alleen de buurtverbinders.
talent-help-times = Zo stel ik geen mensen voor die nooit op hetzelfde moment kunnen.
talent-name-times = Wanneer ik kan
talent-any-time = Maakt niet uit
talent-ask-listed = Mag iedereen in je buurt dit zien, met je naam? Dan komt het in de lijst van wat mensen hier kunnen.
    Wie ziet dit? Dat kies jij hier. Wat je liever niet doet, waar en wanneer: dat zien alleen de buurtverbinders.
talent-help-listed = Je staat alleen in die lijst. Bij een kennismaking noem ik je naam nog steeds niet.
talent-name-listed = Wie dit ziet
talent-show-connectors = Alleen buurtverbinders
talent-show-everyone = Iedereen, met mijn naam
talent-seen-by-connectors = Alleen de buurtverbinders
talent-seen-by-everyone = Iedereen in je buurt, met je naam
talent-ask-area = Waar in de buurt is het ongeveer? Bijvoorbeeld: bij de kerk.
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talent-help-area = Een plek die mensen hier kennen is genoeg. Je adres hoef ik niet te weten.
talent-name-area = Waar ongeveer
talent-area-no-address = Je adres bewaar ik liever niet. Schrijf het zonder huisnummer of postcode. Bijvoorbeeld: bij de kerk.
talent-ask-asks = Hoe vaak mag ik je vragen voor een kennismaking? Dit geldt voor alles wat je vertelde.
    Wie ziet dit? Alleen jij.
talent-help-asks = Vaker vraag ik het je niet, wie er ook zoekt. Veranderen kan bij /instellingen.
talent-name-asks = Hoe vaak vragen
talent-no-tag = Geen van deze
talent-other-tag = Kies uit de lijst
talent-no-such-tag = Dat woord ken ik nog niet. Kies een knop, of tik op Geen van deze.
talent-tag = { TAG($tag) }
talent-tags-two = { TAG($first) } en { TAG($second) }
talent-tags-three = { TAG($first) }, { TAG($second) } en { TAG($third) }
talent-preview = <b>{ $direction }</b>
    { $words }
    { $lines }

    Wie ziet dit? { $seen_by }. Klopt het zo?
talent-preview-tags = Dit gaat over: { $tags }
talent-preview-avoid = Liever niet: { $words }
talent-preview-times = Kan meestal: { $times }
talent-preview-area = Waar ongeveer: { $words }
talent-preview-asks = Ik vraag je hoogstens: { $asks }
talent-searches-full = Je zoekt al { $most } dingen. Haal eerst een zoekvraag weg. Dat kan bij /mijn.
talent-saved = Dank je, ik heb het bewaard.

    <b>{ $direction }</b>: { $words }
    { $also }

    Wie ziet dit? { $seen_by }. Past het bij iemand? Dan vraag ik het eerst aan jou.
talent-also-offer = In je buurt zijn { $people } die dit ook kunnen of hebben.
talent-also-together = In je buurt zijn { $people } die dit ook graag samen doen.
talent-saved-search = Dank je, ik heb het bewaard.

    <b>{ $direction }</b>: { $words }

    Ik vraag het aan de buurtverbinders. Op { DAY($day) } laat ik weten hoe het staat. Alleen de buurtverbinders zien dit.
talent-still = Dit vertelde je een tijd geleden:

    <b>{ $direction }</b>: { $words }

    Klopt dit nog?
talent-still-yes = Ja, klopt
talent-still-thanks = Fijn, dank je. Ik laat het zo staan.
talent-line-rests = { $direction }: { $words } (rust)
search-report = Je zoekt: { $words }

    Ik zoek nog, samen met de buurtverbinders. Op { DAY($day) } hoor je weer van mij.
search-nobody = Je zoekt: { $words }

    Ik vond niemand. Dat is jammer. Wil je er een idee van maken? Dan ziet de hele groep het.
search-on = Zoek door
search-stop = Stop zoeken
search-idea = Maak er een idee van
search-goes-on = Ik zoek door: { $words }

    Op { DAY($day) } laat ik weten hoe het staat.
talent-opened = <b>{ $direction }</b>
    { $words }
    { $lines }

    Wie ziet dit? { $seen_by }.
talent-change = Veranderen
talent-withdraw = Weghalen
talent-withdraw-ask = Wil je dit weghalen?

    { $words }
talent-withdraw-yes = Ja, haal weg
talent-withdraw-no = Terug
talent-withdrawn = Weggehaald. Ik gebruik het niet meer.
talent-line = { $direction }: { $words }
seek-title = je zoekvraag
seek-ask-words = Wie of wat zoek je? Vertel het in je eigen woorden.
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
seek-help-words = Bijvoorbeeld: iemand die mijn fiets kan maken. Of: iemand om mee te wandelen.
seek-name-words = Mijn woorden
seek-ask-tags = Waar gaat het over? Kies er één tot drie. Je mag het ook zelf typen.
    Wie ziet dit? De buurtverbinders. Anderen zien het zonder je naam.
seek-help-tags = Hiermee zoek ik mensen die kunnen helpen. Staat het er niet bij? Tik op Kies uit de lijst. Past er niets? Tik op Geen van deze.
seek-name-tags = Waar het over gaat
seek-ask-avoid = Wat wil je liever niet?
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
seek-help-avoid = Bijvoorbeeld: liever niet in de avond. Dan houd ik daar rekening mee.
seek-name-avoid = Liever niet
seek-ask-times = { talent-ask-times }
seek-help-times = { talent-help-times }
seek-name-times = { talent-name-times }
seek-ask-area = { talent-ask-area }
seek-help-area = { talent-help-area }
seek-name-area = { talent-name-area }
seek-ask-asks = { talent-ask-asks }
seek-help-asks = { talent-help-asks }
seek-name-asks = { talent-name-asks }

### times

times-week-morning = Doordeweeks ochtend
times-week-afternoon = Doordeweeks middag
times-week-evening = Doordeweeks avond
times-weekend-morning = Weekend ochtend
times-weekend-afternoon = Weekend middag
times-weekend-evening = Weekend avond
times-parts = { $parts ->
    [morning] 's ochtends
    [afternoon] 's middags
    [evening] 's avonds
    [morning-afternoon] 's ochtends en 's middags
    [morning-evening] 's ochtends en 's avonds
    [afternoon-evening] 's middags en 's avonds
   *[morning-afternoon-evening] de hele dag
  }
times-on-week = doordeweeks { $parts }
times-on-weekend = in het weekend { $parts }
times-on-both = { $first }, { $other }

### the talent talk

talent-by-questions = Vier korte vraagjes
talent-in-own-words = In eigen woorden
talk-title = de vier vraagjes
talk-ask-head = Waar weet je veel van? Bijvoorbeeld: planten, computers, of de weg vinden.
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talk-help-head = Alles telt: werk, een hobby, of wat je vaak aan anderen uitlegt. Overslaan mag.
talk-name-head = Waar ik veel van weet
talk-ask-headtags = { talent-ask-tags }
talk-help-headtags = { talent-help-tags }
talk-name-headtags = Onderwerp bij weten
talk-ask-hand = Wat maak of doe je graag met je handen?
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talk-help-hand = Bijvoorbeeld: koken, naaien, of iets ophangen. Klein mag ook. Overslaan mag.
talk-name-hand = Wat ik graag maak
talk-ask-handtags = { talent-ask-tags }
talk-help-handtags = { talent-help-tags }
talk-name-handtags = Onderwerp bij maken
talk-ask-heart = Waar loop je warm voor? Wat doe je het liefst samen met anderen?
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talk-help-heart = Bijvoorbeeld: wandelen, zingen, of dat niemand alleen eet. Overslaan mag.
talk-name-heart = Waar ik warm voor loop
talk-ask-hearttags = { talent-ask-tags }
talk-help-hearttags = { talent-help-tags }
talk-name-hearttags = Onderwerp bij warm
talk-ask-network = Wie of wat ken jij? En heb je een plek of iets anders om te delen?
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
talk-help-network = Bijvoorbeeld: ik heb een schuur. Of: ik ken veel mensen van de voetbal. Noem geen namen. Overslaan mag.
talk-name-network = Wie of wat ik ken
talk-ask-networktags = { talent-ask-tags }
talk-help-networktags = { talent-help-tags }
talk-name-networktags = Onderwerp bij kennen
talk-line = <b>{ $direction }</b>: { $words }
talk-nothing-yet = Je hebt nog niets verteld. Dat mag ook.
talk-preview = Dit vertelde je:
    { $lines }

    Wie ziet dit? Alleen de buurtverbinders. Klopt het zo?
talk-nothing = Ik heb niets bewaard. Dat mag ook. Vertellen kan altijd nog, met /talent.
talk-saved = Dank je, ik heb het bewaard.
    { $lines }

    Alleen de buurtverbinders zien dit. Past het bij iemand? Dan vraag ik het eerst aan jou.

### on behalf of somebody else

talent-on-behalf = Voor iemand anders
behalf-title = wat je voor iemand vertelt
behalf-said-yes = Ja, diegene zei ja
behalf-ask-yes = Vertel je iets voor een buurtgenoot zonder Telegram? Vraag het eerst, en zeg dit erbij:
    • De bot bewaart wat je kunt of zoekt. Alleen de buurtverbinders lezen het.
    • Past het bij iemand? Dan vraagt de bot het aan mij, en ik vraag het aan jou.
    • Je krijgt een code op papier. Daarmee kun je het later zelf overnemen of laten wissen.
    Wie ziet dit? Alleen jij. Zei diegene ja?
behalf-help-yes = Zonder een ja bewaar ik niets. Ik schrijf op dat jij het vroeg, en wanneer.
behalf-name-yes = Het gesproken ja
behalf-ask-words = Wat kan of zoekt deze buurtgenoot? Noem geen telefoonnummer en geen adres.
    Wie ziet dit? Alleen de buurtverbinders.
    Tip: tik op het microfoontje van je toetsenbord.
behalf-help-words = Schrijf het zoals diegene het zelf zou zeggen. Bijvoorbeeld: ik was kok.
behalf-name-words = De woorden
behalf-ask-direction = { talent-ask-direction }
behalf-help-direction = { talent-help-direction }
behalf-name-direction = Wat diegene bedoelt
behalf-ask-tags = { talent-ask-tags }
behalf-help-tags = { talent-help-tags }
behalf-name-tags = { talent-name-tags }
behalf-ask-name = Hoe noem je deze buurtgenoot? Een voornaam of bijnaam is genoeg. Kies steeds dezelfde.
    Wie ziet dit? Jij en de buurtverbinders. Een ander pas na twee keer ja.
    Tip: tik op het microfoontje van je toetsenbord.
behalf-help-name = Bijvoorbeeld: opa Jan. Zo weet je later over wie het gaat. Met één code kan diegene alles wissen wat jij onder die naam vertelde.
behalf-name-name = Voor wie het is
behalf-only-a-name = Een voornaam of bijnaam is genoeg. Laat een nummer of adres weg.
behalf-no-contact = Laat het telefoonnummer of adres weg. Ik vraag alles aan jou.
behalf-searches-full = Voor { $name } heb je al { $most } zoekvragen. Haal er eerst een weg. Dat kan bij /mijn.
behalf-searches-full-for-all = Je hebt voor anderen al { $most } zoekvragen. Haal er eerst een weg. Dat kan bij /mijn.
behalf-ask-avoid = { talent-ask-avoid }
behalf-help-avoid = { talent-help-avoid }
behalf-name-avoid = { talent-name-avoid }
behalf-ask-times = { talent-ask-times }
behalf-help-times = { talent-help-times }
behalf-name-times = Wanneer diegene kan
behalf-ask-area = { talent-ask-area }
behalf-help-area = { talent-help-area }
behalf-name-area = { talent-name-area }
behalf-ask-asks = { talent-ask-asks }
behalf-help-asks = { talent-help-asks }
behalf-name-asks = { talent-name-asks }
behalf-somebody = je buurtgenoot
behalf-is-for = Voor: { $name }
behalf-preview = Voor { $name }:
    { $told }
behalf-line = { $line } (voor { $name })
behalf-saved = Dank je, ik heb het bewaard voor { $name }.

    Schrijf deze code op papier, en geef hem aan { $name }:
    <b>{ $code }</b>

    Wie de code naar mij stuurt, kan { $what } overnemen of wissen. Ik laat de code niet nog eens zien. Bij /mijn kun je het altijd weghalen.

    { $page }
behalf-code-for-this = dit
behalf-code-for-all = alles wat je voor { $name } vertelt
behalf-page-link = Er is ook een webpagina, voor wie geen Telegram heeft. Daar staat wat er wacht, zonder namen. Met de code kan { $name } het daar ook wissen. Stuur de link alleen aan { $name }, of druk de pagina af.
behalf-no-page = Een webpagina is er hier niet. Voor wie geen Telegram heeft, is er dus alleen het papier. Bewaar het goed.
behalf-copy-link = Kopieer link
behalf-new-link-button = Nieuwe link
behalf-new-link = Dit is een nieuwe link naar de pagina. De vorige link werkt niet meer. Stuur de link alleen aan wie het aangaat.
behalf-page-title = Voor jou, uit je buurt
behalf-page-hello = Iemand die je kent heeft iets voor jou verteld aan Buurtbot, een hulp waarmee buren elkaar vinden. Je zei dat dat goed was. Op deze pagina staat geen enkele naam.
behalf-page-told = Dit lezen anderen, zonder je naam: <i>{ $told }</i>
behalf-page-waits = <b>Er wacht een vraag op jou.</b> { $other }

    Wil je kennismaken? Zeg het vóór { DAY($day) } tegen wie dit voor je vertelde. Nee is ook goed: dat hoort niemand. Je naam hoort de ander pas als jullie allebei ja zeggen.
behalf-page-address = Op internet staat deze pagina hier: { $address }
behalf-page-nothing = Vandaag, { DAY($today) }, wacht er geen vraag op jou. Kijk gerust later nog eens op deze pagina.
behalf-page-next = <b>Wat kun je doen?</b>
    Vraag het aan wie dit voor je vertelde. Die geeft je antwoord door.
    Krijg je later Telegram? Stuur dan de code op je papier aan @{ $bot }. Dan vraag ik het voortaan aan jou zelf.
behalf-page-erase = <b>Wil je dat het weg is?</b>
    Vul op deze pagina de code van je papier in. Dan wis ik meteen alles wat op deze pagina staat. Je hoeft niet te zeggen waarom. Is het papier weg, vraag het dan aan wie dit voor je vertelde.
behalf-page-code = De code op je papier
behalf-page-wipe = Wis alles
behalf-page-wrong-code = <b>Deze code klopt niet, er is niets gewist.</b> Kijk nog eens goed op je papier.
behalf-page-erased = Alles wat op deze pagina stond, is gewist. Deze pagina werkt nu niet meer.
behalf-page-gone = Deze link werkt niet meer. Misschien is alles gewist, of is er een nieuwe link. Vraag het aan wie je de link gaf.
behalf-found = Dit vertelde iemand voor jou:

    { $lines }

    Neem je het over? Dan vraag ik het voortaan aan jou zelf.
behalf-found-line = <b>{ $direction }</b>: { $words }
behalf-take-over = Ja, neem over
behalf-erase = Wis het
behalf-taken-over = Dit is nu van jou. Bij /mijn kun je het zien, veranderen of weghalen.
behalf-erased = Gewist. In berichten die al verstuurd zijn, staat het nog hoogstens 30 dagen.
behalf-code-old = Deze code is al gebruikt of klopt niet. Kijk nog eens goed op het papier.
behalf-is-with-you = Jij vertelde dit zelf. Bij /mijn kun je het veranderen of weghalen.
behalf-proxy-taken-over = Goed nieuws: wat je voor { $name } vertelde, is overgenomen. Jij hoeft er niets meer voor te doen.
behalf-proxy-erased = Wat je voor { $name } vertelde, is met de code gewist. Jij hoeft niets te doen.

### directory

directory-title = Wat kunnen mensen hier?
directory = <b>Wat kunnen mensen hier?</b>
    { $lines }

    Zoek je hulp of gezelschap? Zeg wie je zoekt, dan kijken de buurtverbinders mee.
directory-line =
    { "" }
    <b>{ $topic }</b>: { $name }
    <i>{ $direction }</i>: { $words }
directory-no-topic = Iets anders
directory-none = <b>Wat kunnen mensen hier?</b>
    Hier staat nu niemand in. De meeste mensen vertellen het alleen aan de buurtverbinders. Zeg wie je zoekt, dan kijken zij mee.

### connectors

card = <b>Je verbinderskaart</b>
    { $lines }
    { $more }
card-only = <b>Je verbinderskaart</b>
    { $more }

    Verder is er nu niets voor te stellen. Dat mag ook.
card-welcome =
    { "" }
    Nieuw: <b>{ $name }</b> wil graag iemand leren kennen. Schrijf je een eigen zin, uiterlijk { DAY($day, style: "short") }?
card-welcome-write = Schrijf een welkom
card-hint =
    { "" }
    <b>{ $name }</b> wijst op een kring van mensen: { $words }
card-hint-open = Lees over de kring
card-quiet =
    { "" }
    Nog stil: <b>{ $title }</b>, van { DAY($day, style: "short") }. Niemand reageerde nog. Een eerste woord van jou helpt.
card-quiet-open = Lees het idee
card-piece =
    { "" }
    Nog niemand gevonden voor <b>{ $title }</b>. Nodig: { $needs }
card-piece-open = Bekijk wat nodig is
card-went-well =
    { "" }
    Dit ging goed: twee buren vonden elkaar. Het ging om: { $topic }.
card-sought =
    { "" }
    Dit zoeken { $people }, en biedt nog niemand: { TAG($tag) }. Ken je iemand?
card-together =
    { "" }
    Drie of meer buren willen dit samen: <b>{ TAG($tag) }</b>. Een klein groepje kan ook.
card-together-open = Samen: { TAG($tag, most: 17) }
card-together-opened = <b>{ TAG($tag) }</b>
    Drie of meer buren willen dit samen. Tik op ‘Vraag wie mee wil’, dan vraag ik het elk van hen, zonder namen. Zeggen er drie ja, dan zijn ze een groepje.
card-together-dismissed =
    { "" }
    Samen: <b>{ TAG($tag) }</b>. <i>Past niet</i>
card-together-ask = Vraag wie mee wil
card-together-asked =
    { "" }
    Samen: <b>{ TAG($tag) }</b>. <i>Gevraagd op { DAY($day, style: "short") }</i>
together-question = Een paar buren willen dit ook graag samen doen: <b>{ TAG($tag) }</b>. Zin in een klein groepje?

    Zeg je ja? Zodra drie mensen ja zeggen, lezen zij elkaars naam, en ook de jouwe. Verder leest niemand die.
together-said-yes = Je zei ja, { DAY($day, style: "short") }, tegen een klein groepje: { TAG($tag) }. Doen er genoeg mee, dan hoor je wie. Dat kan een paar dagen duren.
together-said-not-now = Prima. We laten niemand weten dat je nee zei.
together-name = • { $name }
together-joined = <b>Het lukt: { TAG($tag) }</b>
    Deze buren willen ook:
    { $names }

    Jullie zitten samen in het groepje ‘{ $name }’. Iets afspreken? Tik op ‘Plan iets samen’.
together-one-more = { $newcomer } komt ook bij jullie groepje ‘{ $name }’.
together-worked = Het is gelukt. Een paar buren vormen nu een groepje: { TAG($tag) }. Dank je wel.
card-line =
    { "" }
    <b>{ $number }. { $topic }</b>: { $giver } en { $asker }
    { $rest }
card-next-one = Eerder lukte het niet. Iemand anders die past:
card-no-topic = Een voorstel
card-button = { $number } Voorstel
card-button-topic = { $number } { TAG($tag, most: 22) }
card-asked = <i>Gevraagd op { DAY($day, style: "short") }</i>
card-put-off = <i>Later</i>
card-dismissed = <i>Past niet</i>
card-worked = <i>Gelukt: ze hebben contact</i>
card-asked-nobody = <i>Dit kan nu niet. Ik zoek verder.</i>
card-take-back-number = { $number } Toch niet
card-opened = <b>{ $topic }</b>
    { $lines }

    Bij Stel voor wacht ik vijf minuten. Dan vraag ik het aan hen, één voor één en zonder namen.
card-words = { $name }, <i>{ $direction }</i>: { $words }
card-propose = Stel voor
card-add-words = Met een zin erbij
card-later = Later
card-dismiss = Past niet
card-pass-on = Geef door
card-pass-to = <b>{ $topic }</b>

    Aan wie geef je dit door? Die vindt het op de volgende kaart.
card-colleague = { $name }
card-passed-on = <i>Doorgegeven aan { $name }</i>
card-passed-too-late = Dat kan niet meer: je collega koos al.
card-empty = Er is nu niets voor te stellen. Dat mag ook. Zodra mensen bij elkaar passen, hoor je het.
card-hello = Fijn dat je buurtverbinder bent. Op je kaart staan hoogstens drie voorstellen: mensen die bij elkaar passen. Jij kiest of ik het ze vraag. Is er niets nieuws, dan stuur ik niets.

    { $body }
card-when = Je kaart komt { $days } om { TIME($at) }. Wat je aantikt, verandert: het uur, hoe vaak, op welke dagen je werkt, en hoeveel voorstellen je hoogstens krijgt.
    { $away }
card-days-daily = elke werkdag
card-days-weekly = elke week op { $weekday }
card-hour = { TIME($at) }
card-own-hour = Ander uur
card-hour-unclear = Ik begrijp nog niet hoe laat. Bijvoorbeeld: half tien, 14.15, of 8 uur ’s ochtends.
hour-title = het uur van je kaart
hour-ask-at = Hoe laat komt je kaart? Bijvoorbeeld: half tien, of 14.15.
    Wie ziet dit? Alleen jij.
    Tip: tik op het microfoontje van je toetsenbord.
hour-help-at = Typ een tijd zoals je hem zegt. Voor de ochtend of de avond zet je dat erbij: 8 uur ’s ochtends.
hour-name-at = Het uur
hour-preview = Je kaart komt dan om <b>{ TIME($at) }</b>.
card-which-day = Op welke van je werkdagen komt de kaart?
card-daily = Elke werkdag
card-weekly = Elke week
card-weekly-on = Elke week op { $weekday }
card-other-hour = Mijn dagen en uur

warm-title = je zin bij een voorstel
warm-ask-words = Schrijf één warme zin bij dit voorstel.
    Wie ziet dit? Beide mensen, met jouw naam erbij.
    Let op: wie de ander is, mag er niet uit blijken. Dus geen naam, straat of werk.
    Tip: tik op het microfoontje van je toetsenbord.
warm-help-words = Bijvoorbeeld: ik denk dat jullie het goed met elkaar kunnen vinden.
warm-name-words = Mijn zin
warm-preview = Precies dit lezen ze allebei:
    <i>{ $name } schrijft: { $words }</i>

    Merkt de een hieruit wie de ander is? Pas je zin dan aan. Bij Stel voor wacht ik vijf minuten.
    { $cautions }
warm-names-somebody = In je zin staat een naam van een van de twee, of een woord dat erop lijkt: ‘{ $word }’. Die horen ze pas als ze allebei ja zeggen. Schrijf je zin anders.
warm-kept = Je zin gaat mee. Op je kaart kun je het nog vijf minuten terugnemen.

### teams

team-day-0 = ma
team-day-1 = di
team-day-2 = wo
team-day-3 = do
team-day-4 = vr
team-day-5 = za
team-day-6 = zo
team-weekday-0 = maandag
team-weekday-1 = dinsdag
team-weekday-2 = woensdag
team-weekday-3 = donderdag
team-weekday-4 = vrijdag
team-weekday-5 = zaterdag
team-weekday-6 = zondag
team-load = Hoogstens { $most } per week
team-one-day = Eén werkdag blijft staan. Ben je er even niet? Tik dan op Ik ben er even niet.
team-away = Ik ben er even niet
team-back = Ik ben er weer
team-is-away =
    { "" }
    Je bent er even niet. Op { DAY($day) } ben je er weer. Wat op je kaart wachtte, is zolang voor de andere buurtverbinders.
team-back-on = { DAY($day, style: "short") }
team-away-when = Kies een dag na vandaag, tot en met { DAY($until) }.
away-title = even weg zijn
away-ask-back = Wanneer ben je er weer? Kies een dag, of typ er een. Bijvoorbeeld: 12 juli.
    Wie ziet dit? Alleen jij.
away-help-back = Tot die dag krijg je geen kaart. Wat nu op je kaart wacht, gaat naar de andere buurtverbinders.
away-name-back = Weer terug
away-preview = Op <b>{ DAY($day) }</b> ben je er weer. Tot dan krijg je geen kaart. Wat nu op je kaart wacht, gaat naar de andere buurtverbinders.

### welcomes

welcome-title = je welkom
welcome-offer = Wil je iemand leren kennen? Een buurtverbinder kent hier veel mensen en schrijft je dan een eigen welkom.
    Wie ziet dit? Alleen de buurtverbinders zien dan je naam.
welcome-yes = Ja, graag
welcome-no = Nu niet
welcome-after-all = Toch graag
welcome-declined = Prima. Ik vraag het niet nog eens.
welcome-wanted = Fijn! Ik vraag een buurtverbinder om je een welkom te schrijven. Uiterlijk { DAY($day) } hoor je van mij.
welcome-not-yet = Er kwam nog niemand toe aan een welkom voor je. Dat ligt niet aan jou. Je vraag staat nog op de kaart van de buurtverbinders. Met /bijeenkomsten zie je waar je nu al mensen ontmoet.
welcome-ask-words = Schrijf één eigen zin voor wie nieuw is.
    Wie ziet dit? Alleen die persoon, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
welcome-help-words = Bijvoorbeeld: wat leuk dat je er bent, dinsdag is er soep in het buurthuis.
welcome-name-words = Mijn welkom
welcome-preview = Dit leest je nieuwe buur, met je naam erbij:
    { $words }
    { $cautions }
welcome-line = <b>{ $name }</b>, buurtverbinder in { $place }, schrijft je:
    { $words }
welcome-hi = Zeg hoi
welcome-rather-not = Liever niet
welcome-passed-on = Dank je. Je welkom is onderweg naar { $name }.
welcome-not-needed = Hier is geen welkom meer nodig. Dank je wel.
welcome-said-hi = Je zei hoi tegen <b>{ $name }</b>. Wil je nog iets schrijven of vragen? Dan geef ik het door.
welcome-contact = Jij en <b>{ $name }</b> kunnen elkaar schrijven. Tik op ‘{ $write }’, dan geef ik het door.
welcome-kept-quiet = Prima. Dat hoort niemand.
welcome-hi-back = <b>{ $name }</b> zegt hoi terug.
welcomewrite-title = je bericht
welcomewrite-ask-words = Wat wil je schrijven? Ik geef het meteen door.
    Wie ziet dit? Alleen de persoon met wie je contact hebt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
welcomewrite-help-words = Typ je bericht. De ander ziet je naam en je woorden, niet je telefoonnummer.
welcomewrite-name-words = Mijn bericht
welcomereport-title = je melding
welcomereport-ask-words = Wat is er gebeurd?
    Wie ziet dit? De beheerders van je buurt, met jouw naam en die van de ander.
    Tip: tik op het microfoontje van je toetsenbord.
welcomereport-help-words = Vertel kort wat er gebeurde. Het contact stopt als je de melding verstuurt.
welcomereport-name-words = Mijn melding

### hints

hint-title = wat je vertelt over een kring
hint-ask-words = Ken je mensen die samen iets doen of delen? Vertel wat, en waar ongeveer. Noem geen namen. Een buurtverbinder praat er graag met jou over.
    Wie ziet dit? Alleen de buurtverbinders, met jouw naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
hint-help-words = Bijvoorbeeld: ik ken mensen die op zondag samen vissen. Of: een paar moeders die elkaar elke ochtend spreken.
hint-name-words = Mijn woorden
hint-no-contact = Laat een nummer of adres weg. De buurtverbinder praat alleen met jou.
hint-preview = Dit lezen de buurtverbinders:
    { $words }
    { $cautions }

    Wie ziet dit? Alleen de buurtverbinders, met jouw naam erbij. Klopt het zo?
hint-told = Dank je. Dit vertelde je:
    { $words }

    Een buurtverbinder leest het. Uiterlijk { DAY($day) } hoor je van mij. Alleen de buurtverbinders zien dit.
hint-no-team = Er is hier nog geen buurtverbinder die dit kan lezen. Weet je iemand die hier veel mensen kent? Typ /verbinders.
hint-over = Hier kijkt al iemand anders naar, of het is voorbij.
hint-opened = <b>{ $name }</b> kent deze mensen:
    { $words }

    Schrijf { $name } een eigen zin. Wil { $name } praten, dan hebben jullie contact via mij.
hint-write = Schrijf erover
hint-line-title = je zin over een kring
hint-line-ask-words = Schrijf één eigen zin aan wie deze mensen kent. Wat wil je weten, of hoe spreken jullie elkaar?
    Wie ziet dit? Alleen die persoon, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
hint-line-help-words = Bijvoorbeeld: wat mooi, daar hoor ik graag meer over. Drinken we eens koffie?
hint-line-name-words = Mijn zin
hint-line-preview = Dit leest je buur, met je naam erbij:
    { $words }
    { $cautions }
hint-line = <b>{ $name }</b>, buurtverbinder in { $place }, schrijft je over de mensen die je kent:
    { $words }

    Wil je erover praten? Dan hebben jullie contact via mij.
hint-passed-on = Dank je. Je zin is onderweg naar { $name }. Zegt { $name } ja, dan hoor je het.
hint-not-yet = Nog niemand van de buurtverbinders schreef je over de mensen die je kent. Dat kan veel redenen hebben. Dank je dat je het vertelde.

### energy

energy-button = Waar zit energie?
energy = <b>Waar zit energie?</b>
    { $lines }
energy-new =
    { "" }
    Nieuw deze week: { $people } vertelden wat ze kunnen. { $about }
energy-sought =
    { "" }
    Nog gezocht door { $people }. { $about }
energy-about = Het gaat om: { $tags }.
energy-moving =
    { "" }
    In beweging: <b>{ $title }</b>. Daar sloten deze week mensen bij aan.
energy-moving-open = Lees wat beweegt
energy-quiet =
    { "" }
    Nog stil: <b>{ $title }</b>. Niemand reageerde nog.
energy-quiet-open = Lees wat stil is
energy-none = <b>Waar zit energie?</b>
    Een rustige week. Dat mag ook.

### introductions

introduction-gone = iemand die weg is
introduction-someone-offer = Iemand in je buurt kan iets wat hierbij past.
introduction-someone-need = Iemand in je buurt zoekt iets wat hierbij past.
introduction-someone-learn = Iemand in je buurt wil iets leren wat hierbij past.
introduction-someone-together = Iemand in je buurt doet graag iets samen wat hierbij past.
introduction-someone-offer-tags = Iemand in je buurt kan dit goed: { $tags }.
introduction-someone-need-tags = Iemand in je buurt zoekt hulp bij: { $tags }.
introduction-someone-learn-tags = Iemand in je buurt wil dit leren: { $tags }.
introduction-someone-together-tags = Iemand in je buurt doet dit graag samen: { $tags }.
introduction-someone-offer-things = Iemand in je buurt heeft dit, en deelt het graag: { $tags }.
introduction-someone-need-things = Iemand in je buurt zoekt dit: { $tags }.
introduction-group-offer = Een groepje in je buurt kan iets delen wat hierbij past.
introduction-group-need = Een groepje in je buurt zoekt iets wat hierbij past.
introduction-group-offer-tags = Een groepje in je buurt kan dit goed: { $tags }.
introduction-group-need-tags = Een groepje in je buurt zoekt hulp bij: { $tags }.
introduction-group-offer-things = Een groepje in je buurt heeft dit, en deelt het graag: { $tags }.
introduction-group-need-things = Een groepje in je buurt zoekt dit: { $tags }.
introduction-ask = <b>{ $other }</b>
    Jij schreef: { $words }
    { $warm }

    Wil je kennismaken?

    Dit leest de ander over jou: <i>{ $about_me }</i>
    Je naam ziet de ander pas als jullie allebei ja zeggen.
    { $child }
introduction-warm =
    { "" }
    <i>{ $name } schrijft: { $words }</i>
introduction-ask-behalf = <b>{ $other }</b>
    Jij schreef voor { $name }: { $words }
    { $warm }

    Wil je aan { $name } vragen of die wil kennismaken? Zeg hier wat het antwoord is.

    Dit leest de ander over { $name }: <i>{ $about_me }</i>
    Jullie namen ziet de ander pas als jullie allemaal ja zeggen.
    { $child }
introduction-child =
    { "" }
    Gaat het om een kind? Dan beslist een ouder. De eerste keer zien jullie elkaar op een plek met mensen, met een ouder erbij. Ben je zelf nog geen 18? Praat er dan eerst thuis over.
introduction-for-whom = Voor wie is het? Gaat het om een kind, dan beslist een ouder of het doorgaat.

    Ben jij niet de ouder? Vraag het dan eerst. Ik bewaar je antwoord bij deze kennismaking.
introduction-for-my-child = Ik ben de ouder
introduction-for-parent-agreed = De ouder zei ja
introduction-for-no-child = Niet voor een kind
introduction-ask-parent = Ik vraag het eerst
introduction-waits = Goed, vraag het eerst aan de ouder. Je hebt nog niets gekozen.

    { $question }
introduction-ask-group = <b>{ $other }</b>
    Jij schreef voor ‘{ $group }’: { $words }
    { $warm }

    Wil je kennismaken met wie dat groepje begon?

    Dit leest de ander over jullie: <i>{ $about_me }</i>
    Je naam en je groepje ziet de ander pas als jullie allebei ja zeggen.
    { $child }
introduction-yes = Ja, graag
introduction-not-now = Nu niet
introduction-rather-not = Zoiets liever niet
introduction-said-yes = Je zei ja, { DAY($day, style: "short") }. Zegt de ander ook ja, dan krijg je de naam. Dat kan een paar dagen duren.
introduction-said-not-now = Prima. We laten niemand weten dat je nee zei.
introduction-said-rather-not = Prima. We laten niemand weten dat je nee zei. Zoiets vraag ik je niet meer.
introduction-not-this-time = Deze keer is het niet gelukt. Dat kan veel redenen hebben.
introduction-question-over = Deze vraag is voorbij. Je hoeft niets te doen.
introduction-over = Deze vraag is voorbij. Er komt vast een andere keer.
introduction-too-late = Dat kan niet meer: het is al verder gegaan.
introduction-both-yes = Jullie zeiden allebei ja. De ander heet <b>{ $name }</b>.

    Hoe wil je contact? Je koos: { $way }
    Kiezen jullie niet hetzelfde, dan geldt de voorzichtigste keuze.
introduction-way-bot = Via de bot
introduction-way-username = Mijn Telegram-naam
introduction-way-meeting = Bij een bijeenkomst
introduction-way-is-bot = via de bot. Ik geef berichten door.
introduction-way-is-username = met je Telegram-naam. De ander ziet die als jullie dit allebei kiezen.
introduction-way-is-meeting = bij een bijeenkomst. Jullie zien elkaar daar.
introduction-begin = Begin contact
introduction-never = Niet met deze persoon
introduction-began = Je wilt contact met <b>{ $name }</b>. Zodra { $name } ook begint, hoor je het.
introduction-contact-bot = Jij en <b>{ $name }</b> hebben contact via de bot. Wil je het eerste bericht schrijven? Tik op ‘{ $write }’.

    { $safe }
introduction-contact-username = Jij en <b>{ $name }</b> hebben contact. Op Telegram: @{ $username }

    { $safe }
introduction-contact-meeting = Jij en <b>{ $name }</b> zien elkaar bij een bijeenkomst. Kijk bij /bijeenkomsten wanneer die is.

    { $safe }
introduction-first-meeting = Zie je elkaar voor het eerst? Kies een plek met mensen, zoals het buurthuis of het park. En vertel iemand waar je bent.
introduction-first-meeting-child = Het gaat om een kind. Zie elkaar de eerste keer op een plek met mensen, zoals het buurthuis of het park, met een ouder erbij. Vraag elkaar gerust wat je al deed, en wie je daarover kunt bellen. Een ouder beslist altijd, ook later.
introduction-result-question = Tien dagen geleden kreeg je contact met <b>{ $name }</b>. Heeft dit iets opgeleverd?
introduction-result-it-worked = Ja, gelukt
introduction-result-not-yet = Nog niet
introduction-result-no = Nee
introduction-result-is-it-worked = Wat mooi! Zal ik { $name } namens jou bedanken?
introduction-result-is-not-yet = Prima, zulke dingen kosten tijd. Ik vraag het later nog eens.
introduction-result-is-no = Dank je voor je antwoord. Verder zoeken kan altijd met /zoek.
introduction-thank = Ja, zeg bedankt
introduction-thanked = Ik heb { $name } namens jou bedankt.
introduction-thanks = Dankzij jou is het gelukt. <b>{ $name }</b> zegt: bedankt!
introduction-write = Schrijf { $name }
introduction-answer = Antwoord
introduction-stop = Stop contact
introduction-report = Melden
introduction-never-ask = Wil je geen contact met { $name }? Dan stel ik jullie nooit meer aan elkaar voor. { $name } hoort niet waarom.
introduction-never-yes = Ja, geen contact
introduction-ended = Goed. Jullie hebben geen contact meer via mij. De ander hoort niet waarom.
introduction-does-not-go-on = Deze kennismaking gaat niet door. Dat kan veel redenen hebben.
introduction-no-contact = Dit contact is er niet meer.
introduction-person-gone = Deze persoon doet niet meer mee.
introduction-asked-enough = Een van de twee is deze maand al vaak gevraagd. Kies Later, dan kijken we dan weer.
introduction-worked = Het is gelukt: { $giver } en { $asker } hebben contact. Dank je wel!
introduction-passed-on = <b>{ $name }</b> schrijft:
    { $words }
introduction-sent = Ik heb het doorgegeven aan { $name }.
introduction-reported = <b>Melding over contact via de bot</b>
    { $by } meldt iets over { $about }:
    { $words }

    Hun contact is gestopt, en ik stel hen nooit meer aan elkaar voor. Meer doe ik niet vanzelf.
    Wat kun jij doen? Praat met allebei. Hoort iemand er niet meer bij? Een beheerder van de groep kan diegene in Telegram eruit halen. Bij gevaar: bel 112.
    { $role }
    Deze melding staat alleen hier. Laat dit bericht dus staan tot het klaar is.
introduction-reported-role = { $name } heeft een rol in het team. Die kun je daar stoppen.
relay-title = je bericht
relay-ask-words = Wat wil je schrijven? Ik geef het meteen door.
    Wie ziet dit? Alleen de persoon met wie je contact hebt.
    Tip: tik op het microfoontje van je toetsenbord.
relay-help-words = Typ je bericht. De ander ziet je naam en je woorden, niet je telefoonnummer.
relay-name-words = Mijn bericht
report-title = je melding
report-ask-words = Wat is er gebeurd?
    Wie ziet dit? De beheerders van je buurt, met jouw naam en die van de ander.
    Tip: tik op het microfoontje van je toetsenbord.
report-help-words = Vertel kort wat er gebeurde. Het contact stopt als je de melding verstuurt.
report-name-words = Mijn melding
report-preview = <b>Je melding</b>
    { $words }

    Wie ziet dit? De beheerders van je buurt. Het contact stopt meteen.
report-sent = Je melding is verstuurd. Het contact is gestopt. Een beheerder kijkt ernaar.
report-nobody = Het contact is gestopt. Er is nu geen andere beheerder die kan meekijken. Bel bij gevaar 112.

### guide

guide = <b>Wegwijzer</b>
    Wie weet hier meer van? Buren en mensen die hier werken zeggen waarover je ze mag bellen.
    Zoek je iemand? Of weet jij zelf ergens veel van?
guide-look = Wie moet ik hebben?
guide-say = Ik weet ergens veel van
guide-title = waarover mensen jou mogen bellen
guide-ask-words = Waarover mogen mensen jou bellen? Vertel het in je eigen woorden.
    Wie ziet dit? De hele buurt, met je naam erbij. Eerst laat ik je zien hoe het eruitziet.
    Tip: tik op het microfoontje van je toetsenbord.
guide-help-words = Bijvoorbeeld: het groen in het park. Of: formulieren invullen. Je mag meer dan één onderwerp plaatsen.
guide-name-words = Waarover
guide-ask-tags = Waar gaat het over? Kies er één tot drie. Je mag het ook zelf typen.
    Wie ziet dit? De hele buurt, met je naam erbij.
guide-help-tags = Hiermee vind ik de vragen die bij jou passen. Staat het er niet bij? Tik op Kies uit de lijst. Past er niets? Tik op Geen van deze.
guide-name-tags = Waar het over gaat
guide-ask-can = Wat kun je wel regelen, en wat niet?
    Wie ziet dit? De hele buurt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guide-help-can = Bijvoorbeeld: ik kan een bank laten maken, een boom kappen niet. Dan weten mensen waar ze aan toe zijn.
guide-name-can = Wat wel en wat niet
guide-ask-reach = Hoe bereiken mensen je? Via de bot kan altijd. Is er nog een manier? Bijvoorbeeld: dinsdagmiddag in het buurthuis.
    Wie ziet dit? De hele buurt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guide-help-reach = Een spreekuur of een plek is handig. Schrijf liever geen privénummer op. Via de bot kan altijd.
guide-name-reach = Hoe je mij bereikt
guide-only-bot = Via de bot
guide-ask-warm = Waar loop je warm voor?
    Wie ziet dit? De hele buurt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guide-help-warm = Bijvoorbeeld: dat kinderen hier veilig buiten spelen.
guide-name-warm = Waar ik warm voor loop
guide-ask-along = Weet iemand niet wie hij moet hebben? Zoek jij dan mee?
    Wie ziet dit? De hele buurt, met je naam erbij.
guide-help-along = Je hoeft het antwoord niet te weten. Je denkt mee wie het wel weet.
guide-name-along = Ik zoek mee
guide-along-yes = Ik zoek mee
guide-along-no = Liever niet
guide-about = Dit gaat over: { $tags }
guide-can = Wel en niet: { $words }
guide-reach-bot = Bereiken: via de bot
guide-reach = Bereiken: via de bot, of { $words }
guide-warm = Loopt hier warm voor: { $words }
guide-searches-along = Zoekt mee als je niet weet wie je moet hebben.
guide-since = <i>Niet bevestigd sinds { DAY($day, style: "short") }</i>
guide-preview = <b>Hierover kun je mij bellen</b>
    { $words }
    { $lines }

    Wie ziet dit? De hele buurt, met je naam erbij. Klopt het zo?
guide-placed = Dank je. Dit staat nu in de wegwijzer, met je naam erbij.

    <b>{ $words }</b>
    { $lines }
guide-entry = <b>Hierover kun je mij bellen</b>
    { $words }
    { $lines }
guide-full = Je hebt al { $most } onderwerpen in de wegwijzer. Haal er eerst een weg. Dat kan bij /mijn.
guide-withdraw = Weghalen
guide-withdraw-ask = Wil je dit weghalen uit de wegwijzer? Vragen die je al kreeg, blijven staan.

    { $words }
guide-still = Dit staat van jou in de wegwijzer:

    <b>{ $words }</b>
    { $lines }

    Klopt dit nog?
guide-still-yes = Ja, klopt
guide-stand-in = Vervanger: { $name }. Alleen jij ziet dit.
guide-no-stand-in = Nog geen vervanger. Dat mag ook.
guide-stand-in-ask = Vraag een vervanger
guide-stand-in-end = Zonder vervanger
guide-stand-in-made = Stuur het bericht hieronder door aan één persoon uit de buurt. Pas na een ja is die jouw vervanger.
guide-stand-in-forward = { $name } vraagt of jij vervanger wilt zijn bij: { $words }. De link werkt één keer, tot { MOMENT($until) }.
guide-stand-in-open = Bekijk de vraag
guide-stand-in-question = { $name } vraagt je als vervanger bij: <b>{ $words }</b>

    Weet { $name } het niet? Dan komt de vraag bij jou. Wie het vroeg, leest dan jouw naam. Je mag altijd nee zeggen en altijd stoppen.
guide-stand-in-yes = Ja, dat is goed
guide-stand-in-no = Liever niet
guide-stand-in-declined = Prima. Ik laat niemand weten dat je nee zei.
guide-stand-in-accepted = <b>{ $name }</b> is nu je vervanger bij: { $words }
guide-open = Bekijk
guide-stand-in-mine = Je bent vervanger voor { $name } bij: <b>{ $words }</b>
guide-stand-in-stop = Stop als vervanger
guide-stand-in-stopped = Goed. Je bent hier geen vervanger meer.
guide-stand-in-over = Je bent geen vervanger meer voor <b>{ $name }</b> bij: { $words }. Het onderwerp is veranderd. Je hoeft niets te doen.
guide-own-stand-in = Je kunt niet je eigen vervanger zijn. Stuur de link aan iemand anders.
look-title = wie je moet hebben
look-ask-words = Waarover gaat je vraag? Vertel het in je eigen woorden.
    Wie ziet dit? Alleen jij. Pas als je iemand kiest, kan die het lezen.
    Tip: tik op het microfoontje van je toetsenbord.
look-help-words = Bijvoorbeeld: wie gaat er over het gras? Of: mijn straatlamp is kapot.
look-name-words = Mijn vraag
guide-found = <b>Wie weet hier meer van?</b>
    { $words }
    { $lines }

    { $along }
guide-found-nobody = Hierover staat nog niemand in de wegwijzer. Het is wel een goede vraag:
    { $words }

    { $along }
    Je kunt ook zoeken naar een buur die helpt.
guide-person =
    { "" }
    <b>{ $name }</b>: { $words }
    { $rest }
guide-why-tag = Waarom: dit past bij je vraag ({ TAG($tag) }).
guide-why-near = Waarom: het ligt dicht bij elkaar. Je vraag: { TAG($sought) }. Hier: { TAG($offered) }.
guide-why-words = Waarom: het lijkt op wat jij schreef.
guide-along = Weet je niet wie je moet hebben? <b>{ $name }</b> zoekt met je mee.
guide-along-connectors = Weet je niet wie je moet hebben? Een buurtverbinder zoekt met je mee.
guide-to = Vraag { $name }
guide-to-along = { $name } zoekt mee
guide-to-connector = Vraag een verbinder
guide-seek = Zoek een buur
guide-somebody-else = Vraag iemand anders
guide-line = Wegwijzer
guide-line-stand-in = Vervanger voor { $name }: { $words }

### asking

guideask-title = je vraag
guideask-ask-why = Waarom wil je deze persoon spreken? Eén of twee zinnen is genoeg.
    Wie ziet dit? Alleen wie je dit vraagt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guideask-help-why = Vertel kort wat er speelt. Dan begint het gesprek goed.
guideask-name-why = Waarom
guideask-ask-hope = Wat hoop je?
    Wie ziet dit? Alleen wie je dit vraagt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guideask-help-hope = Bijvoorbeeld: dat we samen komen kijken. Of: dat ik weet hoe het verder gaat.
guideask-name-hope = Wat ik hoop
guideask-preview = <b>Zo komt het aan</b>
    Waarom: { $why }
    Hoop: { $hope }
    { $lines }

    Wie ziet dit? Alleen wie je dit vraagt, met je naam erbij. Weet die het niet, dan mag die het doorgeven aan een vervanger of buurtverbinder. Jij hoort dat.
guide-yourself = Dit ben jij zelf. Kies iemand anders, of zoek een buur met /zoek.
guide-person-away = Deze persoon is er nu niet. Vraag iemand anders met /wegwijzer, of zoek een buur met /zoek.
guide-asked-already = Je vroeg deze persoon al iets. Zodra er antwoord is, hoor je het. Met /mijn zie je hoe het staat.
guide-asked-enough = Je hebt al { $most } vragen die nog openstaan. Na een antwoord kun je weer iets vragen. Met /mijn zie je hoe het staat. Een buur zoeken kan altijd met /zoek.
guide-nobody-else = Ik weet nu niemand anders. Je kunt wel antwoorden, of zoek een buur met /zoek.
guide-sent = Ik heb je vraag doorgegeven aan { $name }. Is er over een week nog geen antwoord? Dan hoor je dat van mij.
guide-over = Deze vraag is al verder gegaan. Je hoeft niets te doen.
guide-not-yet = Er is nog geen antwoord. Zodra het er is, kun je terugschrijven.
guide-connector = een buurtverbinder
guide-asked-waiting = <b>{ $name }</b> vraagt je iets: { $words }

    Waarom: { $why }
    Hoop: { $hope }

    Wat wil je doen? Een datum noemen mag ook als je het antwoord nog niet weet.
guide-arrived = { $by } gaf een vraag aan jou door.

    { $body }
guide-asked-along = Jij bent buurtverbinder. Kun jij meezoeken? Je naam leest de ander pas als jij antwoordt of een datum noemt.

    { $body }
guide-asked-promised = Je beloofde <b>{ $name }</b>: je hoort van mij, uiterlijk { DAY($day) }.

    De vraag: { $words }
    Waarom: { $why }
    Hoop: { $hope }
guide-asked-done = Gedaan, dank je. De vraag van <b>{ $name }</b> was: { $words }
guide-asked-declined = Je zei dat je dit niet kunt. <b>{ $name }</b> hoorde dat, met een andere weg erbij.

    De vraag was: { $words }
guide-asked-ended = Deze vraag is voorbij. Je hoeft niets te doen.
guide-promise = Je hoort van mij
guide-new-day = Nieuwe datum
guide-done = Gedaan
guide-pass = Ik weet iemand anders
guide-cannot = Dit kan ik niet
guide-choose-day = Wanneer hoort { $name } van je? { $name } leest deze datum en je naam.
guide-day = { DAY($day, style: "short") }
guide-other-day = Andere dag
guide-promise-send = Ja, dat beloof ik
guideday-title = je belofte
guideday-ask-day = Op welke dag hoort de ander uiterlijk van je?
    Wie ziet dit? Alleen wie je iets vroeg, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guideday-help-day = Bijvoorbeeld: volgende week vrijdag, of 12 juni.
guideday-name-day = De dag
guideday-preview = Je hoort van mij, uiterlijk { DAY($day) }.

    Wie ziet dit? Alleen wie je iets vroeg. Klopt het zo?
guide-day-past = Die dag is al voorbij. Noem een dag die nog komt.
guide-day-far = Dat is wel ver weg. Noem een dag binnen { $most } dagen. Later kun je een nieuwe datum kiezen.
guide-pass-ask = Ik geef de vraag van { $name } door aan { $to }. { $name } hoort dat ook. Goed?
guide-pass-yes = Ja, geef door
guide-passed = Ik heb de vraag van { $name } doorgegeven aan { $to }. Je hoeft niets meer te doen.
guide-cannot-ask = Ik laat { $name } weten dat dit bij jou niet kan, en geef een andere weg. Goed?
guide-cannot-yes = Ja, vertel het
guide-remind-eve = Je beloofde <b>{ $name }</b> iets te laten horen, uiterlijk { DAY($day) }. Het gaat over: { $words }
guide-remind-today = Vandaag, { DAY($day) }, hoort <b>{ $name }</b> van je. Het gaat over: { $words }

    Lukt het niet? Kies dan gerust een nieuwe datum.
guide-remind-passed = Je wilde <b>{ $name }</b> iets laten horen, uiterlijk { DAY($day) }. Ik heb gezegd dat er via mij nog niets kwam. Zoiets kan gebeuren.

    Het gaat over: { $words }
    Wat wil je nu doen?
guide-nobody-waits = Iemand die jou iets vroeg, doet niet meer mee. Je hoeft hiervoor niets meer te doen.
guide-no-longer = Toch niet meer nodig
guide-no-longer-ask = Heb je het antwoord niet meer nodig? Ik laat het weten aan { $name }. Dan stopt deze vraag. Goed?
guide-no-longer-told = Goed, deze vraag is gestopt. Ik laat het weten aan { $name }.
guide-told-no-longer = <b>{ $name }</b> heeft je antwoord niet meer nodig. Je hoeft hiervoor niets meer te doen.

    De vraag was: { $words }
guide-mine-waiting = Je vroeg het aan { $name }: { $words }

    Er is nog geen antwoord.
guide-mine-promised = Je vroeg: { $words }

    Je hoort van <b>{ $name }</b>, uiterlijk { DAY($day) }.
guide-mine-done = Je vroeg: { $words }

    <b>{ $name }</b> liet van zich horen.
guide-mine-declined = Je vroeg: { $words }

    Bij { $name } kan dit niet. Er is vast een andere weg.
guide-mine-ended = Je vroeg: { $words }

    Dit gesprek is gestopt. Er is vast een andere weg.
guide-told-promise = <b>{ $name }</b> zegt: je hoort van mij, uiterlijk { DAY($day) }.

    Je vroeg: { $words }
guide-told-moved = <b>{ $name }</b> heeft meer tijd nodig. Je zou horen op { DAY($before, style: "short") }. Het wordt uiterlijk { DAY($day) }.

    Je vroeg: { $words }
guide-told-done = <b>{ $name }</b> zegt dat het gedaan is. Hoorde je nog niets? Tik op ‘{ introduction-answer }’ en schrijf het.

    Je vroeg: { $words }
guide-told-declined = Ik vroeg het aan { $name }. Daar kan het niet. Dat ligt niet aan je vraag. Er is een andere weg:

    Je vroeg: { $words }
guide-told-passed = Je vraag ging van { $by } naar { $to }. Daar weten ze er misschien meer van.

    Je vroeg: { $words }
guide-told-passed-day = Je zou uiterlijk { DAY($day) } iets horen van { $name }. Via mij kwam er nog niets. Je kunt even wachten, of iets anders proberen. Is er op { DAY($until) } nog niets? Dan stopt deze vraag vanzelf.

    Je vroeg: { $words }
guide-told-silence = Een week geleden ging je vraag naar { $name }. Via mij kwam er nog niets. Dat kan veel redenen hebben. Je kunt wachten, of iets anders proberen. Is er op { DAY($until) } nog niets? Dan stopt deze vraag vanzelf.

    Je vroeg: { $words }
guide-told-left = Wie jij iets vroeg, doet niet meer mee. Je vraag kan naar iemand anders.

    Je vroeg: { $words }
guide-told-ended = Dit gesprek gaat niet door. Dat kan veel redenen hebben.

    Het ging over: { $words }
guide-stop-ask = Wil je geen contact meer met deze persoon? Dan kunnen jullie elkaar niets meer vragen. De ander hoort niet waarom.
guide-line-mine = Jij vroeg: { $words }
guide-line-to-me = { $name } vroeg jou: { $words }
guidewrite-title = je bericht
guidewrite-ask-words = Wat wil je schrijven? Ik geef het meteen door.
    Wie ziet dit? Alleen de persoon met wie je hierover contact hebt, met je naam erbij.
    Tip: tik op het microfoontje van je toetsenbord.
guidewrite-help-words = Typ je bericht. De ander ziet je naam en je woorden, niet je telefoonnummer.
guidewrite-name-words = Mijn bericht
guidereport-title = je melding
guidereport-ask-words = Wat is er gebeurd?
    Wie ziet dit? De beheerders van je buurt, met jouw naam en die van de ander.
    Tip: tik op het microfoontje van je toetsenbord.
guidereport-help-words = Vertel kort wat er gebeurde. Het contact stopt als je de melding verstuurt.
guidereport-name-words = Mijn melding

### privacy

card-erased = Dit staat er niet meer. Wie het plaatste, heeft het gewist.
privacy = <b>Jouw gegevens</b>
    Ik bewaar je Telegram-nummer, de naam die je koos, en wat je mij vertelde.
    Ik gebruik het alleen om buren met elkaar te verbinden. Ik verkoop niets en lees de groep niet mee.
    Bij een kennismaking ziet de ander je naam pas als jullie allebei ja zeggen.
    Alleen wie deze bot beheert, kan bij de computer waar alles op staat.
privacy-nothing = Ik bewaar niets van jou. Dat begint pas als jij ja zegt. Typ /start als je mee wilt doen.
privacy-what = Wat bewaar je precies?
privacy-download = Download mijn gegevens
privacy-erase = Wis alles
privacy-kept = <b>Wat bewaar ik, en hoe lang?</b>
    { $lines }

    Wis je alles? Dan blijft er niets van jou over, ook geen nummer. Ideeën en groepen waar anderen aan meedoen blijven, zonder je naam. Berichten die al op de telefoon van een ander staan, kan ik daar niet weghalen.
privacy-kept-person = • Je naam, nummer en keuzes: tot jij ze wist.
privacy-kept-words = • Je ideeën, talenten en antwoorden: tot jij ze wist.
privacy-kept-lesson = • Wat de keuzes van de buurtverbinders mij leren, voor de hele buurt samen. Bijvoorbeeld: hoe zwaar telt het dat twee mensen op dezelfde dag kunnen? Over jou leer ik niets.
privacy-kept-hint = • Wat je vertelt over een kring van mensen: hoogstens { $days } dagen.
privacy-kept-form = • Wat je half invulde: hoogstens { $days } dagen.
privacy-kept-message = • Wat ik verstuurde: hoogstens { $days } dagen.
privacy-kept-trouble = • Wat misging, om het opnieuw te proberen: hoogstens { $days } dagen.
privacy-kept-invitation = • Uitnodigingen voor het team: hoogstens { $days } dagen.
privacy-kept-occurrence = • Op welke dagen ik iets verstuurde, zonder namen: hoogstens { $days } dagen.
privacy-file = Dit is alles wat ik over jou heb. Wie ziet dit? Alleen jij.
privacy-erase-ask = Wil je alles wissen? Je ideeën, talenten, antwoorden en je naam gaan weg. Dat kan ik niet terugdraaien.
    Wat jij organiseert, gaat niet door. Wie wilde komen, hoort dat.
privacy-download-first = Download eerst
privacy-erase-sure = Ja, wis alles
privacy-erased = Alles is gewist. Ik weet niets meer van je. Wil je ooit terugkomen? Typ /start. Het ga je goed!

### mine

mine = <b>Van jou</b>
    { $lines }

    Kies wat je wilt zien, veranderen of weghalen.
mine-nothing = Je hebt nog niets geplaatst. Wat wil je doen?
mine-ideas = Mijn ideeën
mine-talents = Wat ik kan en zoek
mine-groups = Mijn groepen
mine-sessions = Mijn bijeenkomsten
mine-introductions = Kennismakingen
mine-guide = Wegwijzer
mine-count-ideas = { $count ->
    [one] 1 idee
   *[other] { $count } ideeën
  }
mine-count-talents = { $count ->
    [one] 1 ding dat je kunt of zoekt
   *[other] { $count } dingen die je kunt of zoekt
  }
mine-count-groups = { $count ->
    [one] 1 groep
   *[other] { $count } groepen
  }
mine-count-sessions = { $count ->
    [one] 1 bijeenkomst
   *[other] { $count } bijeenkomsten
  }
mine-count-introductions = { $count ->
    [one] 1 kennismaking
   *[other] { $count } kennismakingen
  }
mine-count-guide = { $count ->
    [one] 1 ding bij de wegwijzer
   *[other] { $count } dingen bij de wegwijzer
  }
mine-section = <b>{ $title }</b>
    { $lines }
mine-section-empty = Hier staat niets meer.
mine-line = { $number }. { $line }
mine-name = { $name }
mine-session = { MOMENT($at) }: { $title } ({ $place })
mine-waiting = Een kennismaking wacht op jouw antwoord
mine-answer = Antwoord geven
mine-contact = Je kent { $name } via mij
week = <b>Mijn week</b>
    { $lines }
week-quiet = <b>Mijn week</b>
    Rustige week. Dat mag ook.
    Benieuwd wat er speelt? Kijk gerust rond.
week-quiet-suggestion = <b>Mijn week</b>
    Rustige week. Dat mag ook.
    Zin in iets? Je bent welkom: { $session }
