### errors

went-wrong = Dat ging mis. Het ligt niet aan jou en je tekst is bewaard. We kijken ernaar.
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
refused-needs-connector = Dit is werk van de buurtverbinders. Wil je dat ook worden? Vraag het aan een beheerder.
refused-needs-organizer = Dit kan alleen een organisator. Wil je iets organiseren? Vraag het aan een beheerder.

### general

back = Terug
not-after-all = Toch niet
fewer-messages = Minder berichten
list-open = { $number } { $title }
list-before = Vorige
list-after = Volgende
went-private = Ik schrijf je verder in ons eigen gesprek.

### people

consent = Hoi! Ik ben de buurtbot. Met mij vind je mensen, ideeën en bijeenkomsten in je buurt.

    <b>Wat bewaar ik?</b> Je Telegram-nummer, de naam die je kiest, en wat je mij vertelt. Alleen om je buurt met elkaar te verbinden. Ik lees de groep niet mee.

    <b>Wie ziet wat?</b> Dat staat bij elke vraag. Met /privacy zie je alles en wis je alles.

    Ben je 16 jaar of ouder, en vind je dit goed?
consent-yes = Ja, ik ben 16 of ouder
consent-younger = Nee, ik ben jonger
consent-younger-answer = Leuk dat je mee wilt doen. Vraag iemand thuis om je idee te brengen. Ik heb niets van je bewaard.
consent-thanks = Fijn dat je er bent! Onder in je scherm staan nu drie knoppen. Daarmee vind je altijd de weg terug.
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
    • zeggen wat je goed kunt of graag doet
    • een groepje beginnen, vanaf twee mensen
    • een bijeenkomst plannen, ook een kop koffie
    • een idee brengen, ook als het nog niet af is
way-group = Begin een groepje
way-session = Plan iets samen
help = <b>Hulp</b>
    { $parts }
help-everyone = Alles kan met knoppen. Typ /start voor het menu.
    /idee – breng een idee
    /talent – zeg wat je kunt
    /zoek – zeg wie of wat je zoekt
    /groep – begin een groepje
    /bijeenkomst – plan iets samen
    /ideeen, /groepen, /bijeenkomsten – kijk rond
    /buurt – wat speelt er?
    /mijn – wat van jou is
    /instellingen – taal en berichten
    /privacy – jouw gegevens
    /stop – stop een vraag of berichten
help-connector = /kaart – jouw verbinderskaart
help-organizer = /bericht – een bericht aan de buurt
help-admin = /team – rollen en uitnodigingen
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
group-open-bot = Open de buurtbot
group-go-on = Leuk! We praten verder in ons eigen gesprek.
group-go-on-button = Ga verder
group-words-unread = Je schreef dit in de groep. Ik heb het daar niet gelezen. Je kunt dat bericht daar zelf wissen.
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

### team

role-admin = beheerder
role-organizer = organisator
role-connector = buurtverbinder
role-short-admin = beheer
role-short-organizer = organiseer
role-short-connector = verbind
team = <b>Het team van { $name }</b>
    { $lines }

    Iedereen in de buurt kan in /logboek lezen wat het team doet.
team-line = { $role }: { $names }
team-button = Naar het team
team-invite-admin = Nodig beheerder uit
team-invite-organizer = Nodig organisator uit
team-invite-connector = Nodig verbinder uit
team-end = Stop: { $name } { $role }
team-log = Logboek
team-replay = Doe opnieuw: { $incident }
team-replay-wanted = Ik probeer het opnieuw. Wie het betrof, ziet het vanzelf.
team-last-admin = Dit is de laatste beheerder. Nodig eerst een andere beheerder uit.
team-role-ended = { $name } is geen { $role } meer.
role-ended = Je bent geen { $role } meer in { $name }. Bedankt voor wat je deed.
role-welcome = Je bent nu { $role } in { $name }. Fijn dat je dit wilt doen!
invitation-made = Stuur het bericht hieronder door aan één persoon die { $role } wil worden. Daarna vraag ik jou of het klopt.
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
idea-ask-left_out = Wie kan misschien niet meedoen? Denk aan taal, geld, trap, tijd of scherm.
    Wie ziet dit? De hele groep. Dan kunnen we er samen op letten.
    Tip: tik op het microfoontje van je toetsenbord.
idea-help-left_out = Noem groepen, geen namen. Bijvoorbeeld: mensen die overdag werken. Weet je het niet? Tik op Overslaan.
idea-name-left_out = Wie mist er
idea-preview = <b>Zo ziet de groep het:</b>

    💡 <b>{ $title }</b>
    { $details }
    { $cautions }
    Meedenken betekent niet dat het vanzelf gebeurt. We zoeken samen wie iets kan bijdragen.
idea-needs = <b>Nog gezocht:</b> { $needs }
idea-left-out = <b>Hier letten we op:</b> { $left_out }
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
idea-placed = Je idee ‘{ $title }’ staat erop. ’s Nachts wacht ik tot de ochtend met plaatsen.
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
group-placed = Je groepje ‘{ $name }’ staat erop. Ik laat het je weten als iemand erbij wil.
group-you-member = Je hoort nu bij ‘{ $name }’. Wie het begon, hoort dat van mij.
group-you-member-toast = Je hoort erbij. Fijn!
group-you-waiting = ‘{ $name }’ is vol. Je staat op de wachtlijst. Is er plek, dan hoor je het meteen.
group-you-waiting-toast = Je staat op de wachtlijst.
group-you-left = Prima. Je hoort niet meer bij ‘{ $name }’.
group-founder-ends = Jij begon dit groepje. Wil je stoppen? Open het en tik op ‘Stop dit groepje’.
group-somebody-member = { $name } komt bij ‘{ $group }’.
group-somebody-waiting = { $name } staat op de wachtlijst van ‘{ $group }’.
group-place-free = Er is plek voor jou in ‘{ $name }’. Je hoort er nu bij.
group-gone = Dit groepje is er niet meer.
group-end = Stop dit groepje
group-end-ask = Wil je ‘{ $name }’ stoppen? Iedereen in het groepje hoort het.
group-end-sure = Ja, stop
group-ended = ‘{ $name }’ is gestopt. Bedankt dat je het begon.
group-ended-thanks = Het groepje ‘{ $name }’ is gestopt. Bedankt dat je meedeed.
groups = <b>Groepjes in de buurt</b>
    { $lines }
groups-line = { $number }. { $name }
groups-none = Er zijn nog geen groepjes. Wil jij er een beginnen? Twee mensen is genoeg.
groups-all = Alle groepjes

### digest

digest-group = <b>Wat speelt er in { $name }?</b>
    { $parts }

    Tik op de knop om mee te doen. Wat je mij schrijft, staat niet in de groep.
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

caution-phone = Let op: hier staat misschien een telefoonnummer in. Wil je dat iedereen het leest?
caution-contact = Let op: hier staat misschien een mailadres, naam of rekening in. Wil je dat iedereen die leest?
caution-address = Let op: hier staat misschien een adres in. Wil je dat iedereen weet waar het is?
caution-health = Let op: dit gaat misschien over gezondheid. Wil je dat iedereen dat leest?
caution-debt = Let op: dit gaat misschien over geldzorgen. Wil je dat iedereen dat leest?
danger = Dit klinkt ernstig. Ik ben een computer, hier leest niemand meteen mee. Ik bewaar niet wat je schreef.

    Is er nu gevaar? Bel <b>112</b>.
    Denk je aan de dood? Bel <b>113</b> of 0800-0113. Gratis, dag en nacht.
    Is het thuis niet veilig? Bel Veilig Thuis: <b>0800-2000</b>. Gratis, dag en nacht.

### matching

# Waarom dit voorstel? Zinnen uit bot/matching/reasons.py.
# De parameters zijn altijd labels van onderwerpen (of de richting), nooit eigen woorden.
match-reason-tag = { $direction ->
    [learn] De een wil dit leren, de ander kan het: { $tag }.
    [together] Jullie doen dit allebei graag samen: { $tag }.
   *[other] Jullie kozen allebei { $tag }.
}
match-reason-cue = { $direction ->
    [learn] De een wil iets leren, de ander lijkt het te kunnen: { $tag }.
    [together] Het lijkt dat jullie dit allebei graag doen: { $tag }.
   *[other] Wat de een zoekt en de ander kan, gaat over { $tag }.
}
match-reason-near = { $offered } ligt dicht bij { $sought }.
match-reason-words = Jullie teksten lijken op elkaar.
match-reason-area = Jullie noemen dezelfde buurt.
match-reason-times = Jullie kunnen op dezelfde momenten.
match-reason-language = Jullie schreven in dezelfde taal.

match-caution-avoid = Let op: een van de twee doet dit misschien liever niet.
match-caution-weak = Let op: ik weet niet of dit past.
match-caution-near = Let op: dit lijkt op de vraag, maar het is niet precies hetzelfde.
match-caution-guess = Let op: dit las ik in de tekst. Ze kozen dit niet allebei zelf.
match-caution-language = Let op: ze schreven niet in dezelfde taal.
match-caution-times = Let op: ze kunnen niet op dezelfde momenten.
match-caution-busy = Let op: deze persoon is de laatste tijd al vaker gevraagd.
match-caution-old = Let op: dit is langer geleden verteld. Vraag of het nog klopt.

match-strength-sterk = Dit past goed
match-strength-mogelijk = Dit past misschien
match-strength-zwak = Dit past waarschijnlijk niet

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
settings-quiet = Stille uren: van { TIME($start) } tot { TIME($end) }
settings-no-pause = Pauze: nee
settings-paused = Pauze: tot { DAY($until) }
settings-paused-open = Pauze: tot jij weer begint
settings-change-name = Andere naam
settings-ask-language = Taal kiezen
settings-no-news = Nieuws uitzetten
settings-yes-news = Nieuws aanzetten
settings-ask-maximum = Hoeveel berichten
settings-ask-quiet = Stille uren
settings-ask-pause = Pauze
settings-ask-place = Andere buurt
settings-resume = Berichten weer aan
settings-language-question = In welke taal wil je mij lezen?
settings-maximum-question = Hoeveel berichten wil je hoogstens per week?
    Wat je zelf afspreekt, komt altijd. Bijvoorbeeld een bijeenkomst waar je ja op zei.
settings-quiet-question = Wanneer wil je niets horen? Kies van wanneer en tot wanneer.
    Gaat iets op het laatste moment niet door? Dat hoor je wel.
settings-pause-question = Hoe lang wil je niets horen?
    Gaat iets waar je ja op zei op het laatste moment niet door? Dat hoor je wel.
settings-place-question = Naar welke buurt wil je kijken?
settings-a-week = { $most } per week
settings-from = van { TIME($at) }
settings-until = tot { TIME($at) }
settings-place = { $name }
settings-pause-week = Een week
settings-pause-month = Een maand
settings-pause-open = Tot ik weer begin
settings-pause-end = Pauze stoppen
language-nl = Nederlands
language-en = English
messages-fewer = Minder berichten? Dat kan. Wat wil je?
messages-stop-all = Alle berichten stoppen
messages-stop-news = Alleen nieuws stoppen
messages-less-often = Minder vaak
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
