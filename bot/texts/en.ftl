### errors

went-wrong = That went wrong. It is not your fault and your words are safe. We will look into it.
    <i>Code: { $incident }</i>
went-wrong-not-kept = That went wrong. It is not your fault. I do not keep anything of you yet, so please try again in a while.
    <i>Code: { $incident }</i>
button-old = This button is old and does not work any more. Type /start for the menu.
button-not-yours = This button is for somebody else.
link-old = This link does not work any more. No problem: ask for a new one, or choose below.
unknown-command = I do not know that command. Type /help to see what you can do.
person-gone = This person does not take part any more.
group-not-set-up = This group has no neighbourhood yet. An admin of the group can tap ‘Set up’.
no-neighbourhood = You do not belong to a neighbourhood yet. Open the group of your neighbourhood in Telegram. Tap ‘Open the bot’ there.
refused-other-neighbourhood = This belongs to another neighbourhood. Open me with the button in that group.
refused-needs-admin = Only an admin of the neighbourhood can do this. Please ask one of them.
refused-needs-connector = This is what the buurtverbinders do. Would you like to be one? Type /verbinders.
refused-needs-organizer = Only an organiser can do this. Would you like to organise something? Ask an admin.

### general

back = Back
not-after-all = Not after all
fewer-messages = Fewer messages
list-open = { $number } { $title }
list-before = Previous
list-after = Next
few-people = a few people
so-many-people = { $count } people
went-private = I will write to you in our own chat.

### people

consent = Hi! I am the neighbourhood bot. I help you find people, ideas and meetings near you.

    <b>What do I keep?</b> Your Telegram number, the name you choose, and what you tell me. Only to connect people here. I do not read along in the group.

    <b>Who sees what?</b> Each question says so. With /privacy you see everything and erase everything.

    Are you 16 or older, and is this all right with you?
consent-yes = Yes, I am 16 or older
consent-younger = No, I am younger
consent-younger-answer = Nice that you want to join. Ask somebody at home to bring your idea. I have kept nothing about you.
consent-younger-sure = Are you younger than 16? Then I erase everything of yours: your name, and what you told me. I cannot undo that.
consent-thanks = Good to have you here! There are three buttons at the bottom of your screen now. They always show you the way back.
age-ask = One question first: are you 16 or older? I keep things only of people who are 16 or older.
age-ask-words-wait = { age-ask } What you wrote waits an hour here for your answer.
age-yes = Thank you. Let us go on.
age-no = Nice that you want to join. Ask somebody at home to bring your idea. I have erased everything about you.
name-ask-first = What would you like to be called here? On Telegram your name is { $name }.
    Who sees this? Neighbours see this name only when you post something or say yes to something.
name-fine = { $name } is fine
name-fine-long = This name is fine
name-other = Another name
name-other-asked = Fine, another name.
name-kept = All right, I will call you { $name }.
name-title = your name
name-ask-name = Which name would you like to use? Just a first name is fine.
    Who sees this? Neighbours see it only when you post something or say yes to something.
    Tip: tap the microphone on your keyboard.
name-help-name = Type what you want to be called. You can change it later with /settings.
name-name-name = Name

### menu

keyboard-menu = Menu
keyboard-week = My week
keyboard-help = Help
menu = <b>{ $name }</b>
    What would you like to do?
menu-unknown = I did not quite get that. Choose below what you would like to do.
    You are in { $name } now.
menu-idea = I have an idea
menu-talent = I can do something
menu-seek = I look for someone
menu-overview = What is going on?
menu-help = Help me get started
menu-look-at = Go to { $name }
way = <b>This is what you can do here</b>
    You do not need to know where to start. Everyone may:
    • see what is going on
    • see what people here can do, of those who show it
    • say what they are good at or love to do
    • ask who knows more about something
    • start a small group, from two people
    • tell that you know people who do something together
    • plan a meeting, even just coffee
    • bring an idea, even an unfinished one
way-group = Start a small group
way-connector = Who knows many people?
way-hint = I know people who…
way-session = Plan something
help = <b>Help</b>
    { $parts }
help-everyone = Everything can be done with buttons. Type /start for the menu.
    /idea – bring an idea
    /talent – say what you can do
    /seek – say whom or what you look for
    /guide – whom do I need?
    /talents – what people here can do
    /group – start a small group
    /meeting – plan something together
    /circle – you know people who do something together
    /ideas, /groups, /meetings – look around
    /news – what is going on?
    /my – what is yours
    /settings – language and messages
    /privacy – your data
    /stop – stop a question or messages
help-connector = /card – your connector card
    /energy – where is energy?
help-organizer = /broadcast – a message to the neighbourhood
help-admin = /team – roles and invitations
    /here – type this in the group, in the topic where I may post
command-start = Start here: the menu
command-idee = Bring an idea
command-talent = Say what you can do
command-zoek = Say whom or what you look for
command-bijeenkomst = Plan a meeting
command-bijeenkomsten = When do we meet?
command-buurt = What is going on here?
command-ideeen = See the ideas
command-mijn = What is mine
command-hulp = Help

### dialogs

dialog-place = Post it
dialog-send = Send
dialog-save = Save
dialog-skip = Skip
dialog-back = Back
dialog-stop = Stop
dialog-done = Done
dialog-enough = Enough for now
dialog-on = ✓ { $label }
dialog-adjust-button = Change
dialog-adjust = What would you like to change?
dialog-tell-more = Tell more
dialog-stopped = Stopped. Nothing was posted. Type /start for the menu.
dialog-busy = You were still busy with { $now }. What would you like?
dialog-finish-first = Finish that first
dialog-start-over = Start the new one
dialog-joined = I added this to your answer before.
dialog-new-answer = No, a new answer
dialog-edited = You changed a message. That changes nothing here. Just type your answer again, or tap Back.
dialog-too-short = That is very short. Can you say a little more?
dialog-too-long = That is too long for me: { $length } characters. There is room for { $limit }. Can you say it shorter?
dialog-choose-button = Choose one of the buttons, or type the words on it.
dialog-choose-one = Choose at least one.
dialog-choose-at-most = Choose { $most } at most. Switch another one off first.
dialog-cannot-skip = I really need this answer.
dialog-first-question = This is the first question. Tap Stop to leave.
dialog-use-preview = See whether it is right. Then choose one of the buttons below the preview.
dialog-needs-words = I can only read text here. Type your answer, or speak it with the microphone on your keyboard.
dialog-help-preview = This is a preview. Nothing was posted yet. Choose a button below it.

### communities

group-hello = Hi everyone! I am the neighbourhood bot. I help people here to find each other.
    An admin of this group can set up the neighbourhood.
group-set-up = Set up
group-shut-hello = I cannot say anything in { $name }, because the topic is closed.
    Type /help in a topic that is open. Then I will come there.
group-shut = I can no longer post anything in { $name }: the topic is closed or gone.
    Please open it again. Or type /here in the topic where I may post. What I could not post will then follow.
group-here = From now on I post in { $name } where you typed /here.
group-here-in-group = Type /here in the group, in the topic where I may post.
group-open-bot = Open the bot
group-go-on = Nice! Let us talk on in our own chat.
group-go-on-button = Go on
group-go-on-danger = Let us talk on in our own chat.
group-words-unread = You wrote this in the group. I did nothing with it. You can delete that message yourself.
group-offer-idea = { $name }, there is an idea in this. Would you like to bring it? Only you can use the button.
group-offer-idea-button = Make it an idea
setup-title = setting up the neighbourhood
setup-ask-name = What is your neighbourhood called?
    Who sees this? Everyone in the group.
    Tip: tap the microphone on your keyboard.
setup-help-name = Type the name that people here use, for example Broeklanden.
setup-name-name = Neighbourhood’s name
setup-use-title = { $title }
setup-preview = <b>Is this right?</b>
    The neighbourhood is called <b>{ $name }</b>.
    You become admin and organiser. You can invite others later.
setup-finish = Yes, switch it on
setup-done = Done! { $name } is on. The group now has a button that opens me.
    First invite a buurtverbinder: somebody who knows many people. You can do that with /team.
setup-already = This group has a neighbourhood already.
setup-needs-admin = Only an admin of this group can set up the neighbourhood. Please ask one of them.
setup-wrong-code = This code is not right, or it was used before. Ask whoever runs this bot for a new one.
    Tap Change and type the new code.
setupcode-title = setting up the neighbourhood
setupcode-ask-code = What is the code? You get it from whoever runs this bot.
    Who sees this? Only me.
    Tip: tap the microphone on your keyboard.
setupcode-help-code = The code tells me that the neighbourhood is welcome here. It works once.
setupcode-name-code = Code
setupcode-ask-name = What is your neighbourhood called?
    Who sees this? Everyone in the group.
    Tip: tap the microphone on your keyboard.
setupcode-help-name = Type the name that people here use, for example Broeklanden.
setupcode-name-name = Neighbourhood’s name

### nominations

nomination-who = <b>Who knows many people in { $name }?</b>
    A buurtverbinder knows many people and introduces neighbours to each other. Now and then I send them a suggestion: these two may fit.

    Nobody is appointed. People say yes or no themselves, and a few neighbours say that they know them.
nomination-somebody = I know somebody
nomination-myself = That would be me
nomination-made = Pass on the message below to one person who knows many people here. If they say no, nobody hears it. Nor do you.
nomination-forward = I think you know many people here. Would you like to be a buurtverbinder in { $name }? Tap the button and read what that is. The link works until { DAY($until) }.
nomination-open = Tell me more
nomination-by-neighbour = A neighbour thinks that you know many people in { $neighbourhood }. Would you like to be a buurtverbinder?
nomination-by-myself = Good that you would like to be a buurtverbinder in { $neighbourhood }. Please read what that is.
nomination-question = { $asked }

    A few times a month you get a card: these two neighbours may fit. You choose whether to introduce them. You can stop at any time.

    Who sees this? If you say yes, the group reads: “{ $name } would like to be a buurtverbinder.” If you say no, nobody hears it.
nomination-yes-resident = Yes, I live here
nomination-yes-professional = Yes, I work here
nomination-no = Rather not
nomination-stands = Thank you! I ask in the group who knows you. Once a few neighbours do, you begin. You will hear it from me.
nomination-declined = All right. Nobody hears of this.
nomination-card = <b>{ $name } would like to be a buurtverbinder.</b>
    A buurtverbinder knows many people and introduces neighbours to each other.
    Do you know { $name }, and would you like that? Then tap the button. Nobody sees who taps.
nomination-card-given = <b>{ $name } is a buurtverbinder now.</b>
    A few neighbours said that they know { $name }. Would you like to nominate somebody too? Use /connectors.
nomination-card-over = This question is over. Do you know somebody who knows many people here? Type /connectors.
nomination-confirm = Yes, I would like that
nomination-confirmed = You said: good if { $name } becomes a buurtverbinder. Nobody sees that it was you.
nomination-confirmed-toast = Thank you! You can take it back in our own chat.
nomination-taken-back = You have taken it back. Nobody saw it.
nomination-quiet = It stayed quiet in the group, so I took the question away. That can have many reasons. You can try again some time, with /connectors.
nomination-enough = You have asked three people who did not answer yet. Wait for them a little, then you can ask again.
nomination-old = This question is over, or was answered. With /connectors you can start anew.
nomination-own = This is your own message. Pass it on to somebody else. Would you like to be one yourself? Type /connectors and tap “That would be me”.
nomination-already = You are a buurtverbinder already. Good that you do it!
nomination-stands-already = Your question is in the group already. You will hear from me.
nomination-yourself = This is about you. Others say whether they know you.
nomination-over = This question is over. Thank you for thinking along.
nomination-residents-first = Thank you for wanting to do this. Most buurtverbinders live here themselves, as we agreed. A resident is needed first. Do you know somebody? Type /connectors.

party-resident = lives here
party-professional = works here
party-i-resident = I live here
party-i-professional = I work here
party-ask = You are a buurtverbinder in { $name }. Do you live here, or work here?

    Most buurtverbinders live here themselves, that is what we agreed. That is why I ask everybody once.
party-told-resident = Thank you. Now I know that you live in { $name }.
party-told-professional = Thank you. Now I know that you work in { $name }.

### team

role-admin = admin
role-organizer = organiser
role-connector = buurtverbinder
team = <b>The team of { $name }</b>
    { $lines }

    Everyone here can read in /log what the team does.
team-line = { $role }: { $names }
team-button = To the team
team-invite-admin = Invite an admin
team-invite-organizer = Invite an organiser
team-invite-connector = Invite a connector
team-member-button = { $name }
team-member = <b>{ $name }</b> is here:
    { $lines }
team-end-admin = End as admin
team-end-organizer = End as organiser
team-end-connector = End as connector
team-log = Open log
team-replay = Do again: { $incident }
team-replay-wanted = I will try again. The person concerned will see it.
team-last-admin = This is the last admin. Invite another admin first.
team-really-end = Is it right that { $name } is no { $role } any more?
    { $notes }
team-end-sure = Yes, that is right
team-role-ended = { $name } is no { $role } any more.
    { $notes }
team-residents-wanted =
    { "" }
    Too few buurtverbinders live here themselves. Invite somebody who lives here. Until then nobody joins who works here.
team-leave = I stop connecting
team-leave-ask = Do you want to stop as buurtverbinder in { $name }? You always may. What waits on your card goes to the other buurtverbinders. The admins hear that you stop.
team-leave-sure = Yes, I stop
team-left = { $name } stopped as buurtverbinder.
    { $notes }
role-ended = You are no { $role } any more in { $name }. Thank you for what you did.
role-welcome = You are now { $role } in { $name }. Great that you want to do this!
invitation-made = Forward the message below to one person who wants to be { $role }. After that I will ask you whether it is right.
    { $limit }
invitation-only-residents =
    { "" }
    For now that can only be somebody who lives here. Most buurtverbinders live here themselves, that is what we agreed.
invitation-ask-party = Do you want to become a buurtverbinder in { $name }?

    Do you live here, or work here? Most buurtverbinders live here themselves, that is what we agreed.
invitation-residents-first = Thank you for wanting to do this. Most buurtverbinders live here themselves, that is what we agreed. One more resident is needed first. Tell that to whoever invited you.
invitation-residents-first-inviter = That is not possible yet. Most buurtverbinders live here themselves, that is what we agreed. Invite somebody who lives here first. Then tap the button again.
invitation-used-by-party = { $name } wants to become { $role } with your invitation, and { $party }. Is that right?
invitation-declined = Fine. Nobody hears of this. Change your mind? Then the link still works.
invitation-forward = Would you like to be { $role } in { $name }? Then tap the button. The link works once, until { MOMENT($until) }.
invitation-open = Yes, I would
invitation-used = This invitation was used or does not exist any more. Ask for a new one.
invitation-expired = This invitation is too old. Ask for a new one, it works for 48 hours.
invitation-own = This is your own invitation. Forward it to somebody else.
invitation-used-by = { $name } used your invitation to become { $role }. Is that right?
invitation-right = Yes, that is right
invitation-wrong = No, stop
invitation-waiting = Thank you! The person who invited you takes a look first. Then you are { $role } and I will tell you.
invitation-given = { $name } is { $role } now.
invitation-stopped = Stopped. { $name } has not been given a role.
invitation-not-given = The invitation will not go ahead after all. Ask the person who invited you.
log = <b>Open log of { $name }</b>
    { $lines }
log-empty = The open log is still empty.
log-somebody-gone = somebody who left
log-set-up = { DAY($day, style: "short") }: { $who } set up the neighbourhood{ $role }
log-role-invited = { DAY($day, style: "short") }: { $who } made an invitation for: { $role }
log-role-given = { DAY($day, style: "short") }: { $who } gave somebody the role { $role }
log-role-confirmed = { DAY($day, style: "short") }: neighbours know { $who }, who is { $role } now
log-role-ended = { DAY($day, style: "short") }: { $who } ended a role: { $role }
log-broadcast-sent = { DAY($day, style: "short") }: { $who } sent a message to the neighbourhood{ $role }
log-update-replayed = { DAY($day, style: "short") }: { $who } had something done again that had failed{ $role }

### ideas

idea-title = your idea
idea-ask-title = What is your idea? Tell it in your own words. It need not be finished.
    Who sees this? The whole group, with your name.
    Tip: tap the microphone on your keyboard.
idea-help-title = Write in a sentence or two what you would like in the neighbourhood.
idea-name-title = The idea
idea-ask-needs = What is still needed? Think of people, knowledge, a place or things.
    Who sees this? The whole group. The buurtverbinders will look too.
    Tip: tap the microphone on your keyboard.
idea-help-needs = For example: somebody who can build wooden boxes. Not sure yet? Tap Skip.
idea-name-needs = What is needed
idea-ask-excluded = Who could perhaps not take part? Think of language, money, stairs, time or a screen.
    Who sees this? The whole group. So we can mind it together.
    Tip: tap the microphone on your keyboard.
idea-help-excluded = Name groups, not people. For example: people who work in the daytime. Not sure? Tap Skip.
idea-name-excluded = Who is missing
idea-preview = <b>This is what the group sees:</b>

    💡 <b>{ $title }</b>
    { $details }
    { $cautions }
    Thinking along does not mean that it happens by itself. Together we look for who can contribute.
idea-needs = <b>Still wanted:</b> { $needs }
idea-excluded = <b>We mind this:</b> { $excluded }
idea-card = 💡 <b>{ $title }</b>
    { $author }
    { $details }
    { $joined }
idea-card-withdrawn = 💡 { $title }
    <i>This idea was taken back. Thank you for thinking along.</i>
idea-by = An idea of { $author }
idea-by-somebody = An idea from the neighbourhood
idea-joined-none = Who joins in?
idea-joined-few = A few people have joined.
idea-joined = { $count } people have joined.
idea-join = I join in
idea-join-again = Join after all
idea-respond = I want to say something
idea-leave = I leave
idea-open = See the idea
idea-placed = Your idea ‘{ $title }’ is up. I post two messages a day at most, and nothing at night.
    I will tell you when somebody joins in or wants to say something.
idea-placed-no-group = Your idea ‘{ $title }’ is there. I cannot put it in the group now. As soon as I can, I will. Neighbours find it with /ideas already.
    I will tell you when somebody joins in or wants to say something.
idea-title-length = An idea has 3 to { $limit } characters. Tell it in short below.
idea-one-a-day = You posted an idea just now. This way everyone gets some room. You can post another one tomorrow.
idea-gone = This idea is not there any more.
idea-yours = ‘{ $title }’ is your idea, so you take part already.
idea-yours-toast = This is your idea.
idea-you-join = You join in with ‘{ $title }’. I will tell the person who brought it.
idea-you-join-toast = You have joined. Great!
idea-you-left = Fine. You no longer take part in ‘{ $title }’.
idea-somebody-joins = { $name } joins in with your idea ‘{ $title }’.
idea-without-author = The person who brought this idea has left. You can still join in.
idea-withdraw = Take the idea back
idea-withdraw-ask = Are you sure? ‘{ $title }’ then disappears from the group.
idea-withdraw-sure = Yes, take it back
idea-withdrawn = ‘{ $title }’ was taken back. A new idea is always welcome.
idea-build_on = I build on it
idea-question = I have a question
idea-concern = I am worried
idea-answer = Answer
idea-said-build_on = { $name } builds on your idea ‘{ $title }’:
    <blockquote>{ $words }</blockquote>
idea-said-question = { $name } has a question about your idea ‘{ $title }’:
    <blockquote>{ $words }</blockquote>
idea-said-concern = { $name } is worried about your idea ‘{ $title }’. That is the start of a talk:
    <blockquote>{ $words }</blockquote>
idea-answered = { $name } answers you about ‘{ $title }’:
    <blockquote>{ $words }</blockquote>
response-title = your response
response-ask-kind = What would you like to say?
    Who sees this? Only the person who brought the idea, with your name.
response-help-kind = Choose what fits best. There is no for or against.
response-name-kind = Kind of response
response-ask-words = Say it in your own words.
    Who sees this? Only the person who brought the idea, with your name.
    Tip: tap the microphone on your keyboard.
response-help-words = Type what you want to ask or say.
response-name-words = Your words
response-preview = <b>This is how it arrives:</b>
    <blockquote>{ $words }</blockquote>
response-sent = Your response to ‘{ $title }’ was sent.
reply-title = your answer
reply-ask-words = What would you like to answer?
    Who sees this? Only the person who asked you, with your name.
    Tip: tap the microphone on your keyboard.
reply-help-words = Type your answer.
reply-name-words = Your answer
reply-sent = Your answer was sent.
ideas = <b>Ideas in the neighbourhood</b>
    { $lines }
ideas-line = { $number }. { $title }
ideas-none = There are no ideas yet. Would you like to bring the first?
ideas-all = All ideas

### groups

group-title = your small group
group-ask-name = What is your small group called?
    Who sees this? The whole neighbourhood, with your name.
    Tip: tap the microphone on your keyboard.
group-help-name = A short name, for example Woodwork club or Tuesday walks.
group-name-name = Name
group-ask-about = What will you do together?
    Who sees this? The whole neighbourhood.
    Tip: tap the microphone on your keyboard.
group-help-about = Tell in short what, where and when. Not sure yet? Tap Skip.
group-name-about = What you do
group-ask-places = How many places are there, yourself included?
    Who sees this? The whole neighbourhood.
group-help-places = Choose a button or type a number. Who comes later is put on the waiting list.
group-name-places = Number of places
group-places-option = { $places } places
group-places-unclear = Type a number from { $fewest } to { $most }.
group-preview = <b>This is what the neighbourhood sees:</b>

    👥 <b>{ $name }</b>
    { $details }
    { $places } places, one of them is yours.
    { $cautions }
group-about = { $about }
group-card = 👥 <b>{ $name }</b>
    { $founder }
    { $details }
    { $taken }
group-card-ended = 👥 { $name }
    <i>This small group has ended. Thank you, all.</i>
group-by = A small group of { $founder }
group-by-somebody = A small group from the neighbourhood
group-full = All places are taken. You can join the waiting list.
group-has-places = There are places left.
group-taken = { $taken } of { $places } places are taken.
group-join = I want to join
group-join-again = Join after all
group-leave = I leave
group-open = See the small group
group-placed-group = Your small group ‘{ $name }’ is up.
group-placed-no-group = Your small group ‘{ $name }’ is there. I cannot put it in the group now. As soon as I can, I will. Neighbours find it with /groups already.
group-placed = { $placed } I will tell you when somebody wants to join.

    Do you still look for something, or can you share something? Tell me. Then I look for another group that fits.
group-you-member = You belong to ‘{ $name }’ now. I will tell the person who started it.
group-you-member-toast = You are in. Great!
group-you-waiting = ‘{ $name }’ is full. You are on the waiting list. I will tell you at once when there is a place.
group-you-waiting-toast = You are on the waiting list.
group-you-left = Fine. You no longer belong to ‘{ $name }’.
group-you-left-last = Fine. You were the last one, so ‘{ $name }’ has ended now.
group-take = I take this group on
group-take-ask = Nobody takes care of ‘{ $name }’ now. Would you? Then you hear who joins, and you can end the group.
    Who sees this? The whole neighbourhood reads your name with the group.
group-take-sure = Yes, I take it on
group-taken-on = Good. You take care of ‘{ $name }’ now.
group-is-taken = Somebody else takes care of this group already. You still belong to it.
group-founder-ends = You take care of this small group. Would you like to stop? Open it and tap ‘End this group’.
group-somebody-member = { $name } joins ‘{ $group }’.
group-somebody-waiting = { $name } is on the waiting list of ‘{ $group }’.
group-place-free = There is a place for you in ‘{ $name }’. You belong to it now.
group-gone = This small group is not there any more.
group-end = End this group
group-end-ask = Would you like to end ‘{ $name }’? Everyone in it will hear.
group-end-sure = Yes, end it
group-ended = ‘{ $name }’ has ended. Thank you for what you did.
group-orphaned = Who began the small group ‘{ $name }’ is not here any more. You just go on. Would you take care of it? Then you hear who joins.
group-ended-thanks = The small group ‘{ $name }’ has ended. Thank you for taking part.
group-tell-need = What we look for
group-tell-offer = What we can share
group-says-need = We look for this
group-says-offer = We can share this
group-tell-saved = Thank you, I kept it.

    <b>{ $direction }</b>: { $words }

    Does a group fit that you do not know yet? Then I ask you whether you want to meet. Only the buurtverbinders see this.
group-need-title = what your group looks for
group-need-ask-words = What does your group look for? Maybe another group has it.
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
group-need-help-words = For example: a place to cook. Or: people who can build wooden planters.
group-need-name-words = Our words
group-need-ask-tags = What is it about? Choose one to three. You may type it yourself too.
    Who sees this? The buurtverbinders. Another group sees it without your name.
group-need-help-tags = With these I look for a group that fits. Not in the list? Tap Choose from the list. Does nothing fit? Tap None of these.
group-need-name-tags = What it is about
group-offer-title = what your group can share
group-offer-ask-words = What can your group share with another group?
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
group-offer-help-words = For example: tools, a kitchen, or something you are good at.
group-offer-name-words = Our words
group-offer-ask-tags = { group-need-ask-tags }
group-offer-help-tags = { group-need-help-tags }
group-offer-name-tags = What it is about
groups = <b>Small groups in the neighbourhood</b>
    { $lines }
groups-line = { $number }. { $name }
groups-none = There are no small groups yet. Would you like to start one? Two people are enough.
groups-all = All small groups

### digest

digest-group = <b>What is going on in { $name }?</b>

    { $parts }

    Tap the button to take part. You then talk to me, not in the group.
digest = <b>What is going on in { $name }?</b>

    { $parts }
digest-quiet = A quiet week. That is fine too.
digest-part-sessions = <b>Meetings</b>
    { $lines }
digest-part-ideas = <b>Ideas</b>
    { $lines }
digest-part-groups = <b>Small groups</b>
    { $lines }
digest-session = • { MOMENT($at) }: { $title }
digest-line = • { $title }
digest-ideas = Ideas
digest-sessions = Meetings
digest-groups = Small groups


### moderation

caution-phone = Mind: there may be a phone number in this. Do you want others to read it?
caution-contact = Mind: there may be an e-mail address, name or bank account in this. Do you want others to read it?
caution-address = Mind: there may be an address in this. Do you want others to know where it is?
caution-health = Mind: this may be about health. Do you want others to read it?
caution-debt = Mind: this may be about money trouble. Do you want others to read it?
danger = This sounds serious. I am a computer, nobody reads along here right now. I do not keep what you wrote.

    Is there danger now? Call <b>112</b>.
    Do you think about death? Call <b>113</b> or 0800-0113. Free, day and night.
    Is it not safe at home? Call Veilig Thuis: <b>0800-2000</b>. Free, day and night.

### matching

# Sentences of bot/matching/reasons.py, for the buurtverbinder. Parameters are concepts, never own words.
match-reason-tag = { $direction ->
    [learn] One wants to learn this, the other can do it: { TAG($tag) }.
    [together] They both like to do this together: { TAG($tag) }.
   *[need] One looks for this, the other can do it: { TAG($tag) }.
  }
match-reason-cue = { $direction ->
    [learn] One wants to learn what the other seems to be good at: { TAG($tag) }.
    [together] They both seem to like this: { TAG($tag) }.
   *[need] What one looks for and the other can do is about: { TAG($tag) }.
  }
match-reason-bridge = Two small groups that may have something to offer each other. Nobody is in both.
match-reason-group = Three or more neighbours want this together: { TAG($tag) }. A small group is possible too.
match-reason-near = These are close to each other: { TAG($offered) } and { TAG($sought) }.
match-reason-words = Their words are alike.
match-reason-meaning = Their texts say nearly the same, in other words.
match-reason-area = They named the same part of the neighbourhood.
match-reason-times = They are free at the same times.
match-reason-language = They wrote in the same language.
match-caution-avoid = Note: one of the two would perhaps rather not do this.
match-caution-weak = Note: I am not sure that this fits.
match-caution-near = Note: it looks like the question, but is not exactly the same.
match-caution-guess = Note: I read this in their words. They did not both choose it.
match-caution-language = Note: they did not write in the same language.
match-caution-times = Note: they are not free at the same times.
match-caution-busy = Note: this person was asked more often this month.
match-caution-old = Note: this was told longer ago. Ask whether it still holds.

### settings

settings = <b>Settings</b>
    { $lines }
settings-name = Name: { $name }
settings-language = Language: as in your Telegram
settings-language-nl = Language: Dutch
settings-language-en = Language: English
settings-not-stopped = Messages: on
settings-stopped = Messages: stopped
settings-news-on = News: on
settings-news-off = News: off
settings-maximum = How many: at most { $most } a week
settings-asks = Introductions: at most { $asks }
settings-asks-a-month = { $times ->
    [1] once a month
    [2] twice a month
   *[3] three times a month
  }
settings-quiet = Quiet hours: from { TIME($start) } until { TIME($end) }
settings-no-pause = Pause: no
settings-paused = Pause: until { DAY($until, style: "year") }
settings-paused-open = Pause: until you start again
settings-change-name = Another name
settings-ask-language = Choose a language
settings-no-news = Turn news off
settings-yes-news = Turn news on
settings-ask-maximum = How many messages
settings-ask-asks = How often to be asked
settings-ask-quiet = Quiet hours
settings-ask-pause = Pause
settings-ask-place = Other neighbourhood
settings-resume = Messages on again
settings-language-question = In which language do you want to read me?
settings-maximum-question = How many messages do you want at most in a week?
    What you agreed to always comes. For example a meeting that you said yes to.
settings-asks-question = How often may I ask you for an introduction?
    Who sees this? Only you.
settings-quiet-question = When do you want to hear nothing? Choose from when and until when.
    Is something off at the last moment? You do hear that.
settings-pause-question = How long do you want to hear nothing? You may also type a day: until 1 May.
    Is something that you said yes to off at the last moment? You do hear that.
settings-place-question = Which neighbourhood do you want to look at?
settings-a-week = { $most } a week
settings-from = from { TIME($at) }
settings-until = until { TIME($at) }
settings-place = { $name }
settings-pause-week = A week
settings-pause-month = A month
settings-pause-open = Until I start again
settings-pause-until = Until a day
settings-pause-end = End the pause
language-nl = Nederlands
language-en = English
messages-fewer = Fewer messages? You can. What do you want?
messages-stop-all = Stop all messages
messages-stop-news = Stop only news
messages-less-often = Less often
pause-title = your pause
pause-ask-until = Until which day do you want to hear nothing? For example: 1 May, or in three weeks.
    Who sees this? Only you.
pause-help-until = Type a day as you say it. On that day I begin again by myself.
pause-name-until = The day
pause-when = Choose a day after today, up to and including { DAY($until, style: "year") }. For example: 1 May, or in three weeks.
pause-preview = Until <b>{ DAY($until, style: "year") }</b> you hear nothing from me. On that day I begin again by myself.
messages-pause = Pause
messages-stop-what = What do you want to stop?
messages-all = All messages
messages-only-news = Only news
messages-nothing = Nothing
messages-stopped-all = Fine, I will be quiet. You get no more questions and no more news.
    Did you say yes to something? Then you still hear it when that changes.
    If you type something, I simply answer.
messages-stopped-news = Fine, you get no more news. Questions to you still come.
messages-resumed-all = Good, you get messages again.
messages-resumed-news = Good, you get news again.
messages-to-settings = Settings

### sessions

moment-unclear = I do not understand yet when. Write a day and a time, for example: Thursday 19:30.
moment-no-time = What time does it start? Write the day and the time together, for example: Thursday 19:30.
moment-past = That moment has passed. Choose a day and time that are still to come.
moment-too-far = That is very far away. Choose a day within a year and a half.
session-title = your meeting
session-ask-what = What are you going to do? A cup of coffee counts too.
    Who sees this? The whole group, with your name.
    Tip: tap the microphone on your keyboard.
session-help-what = Say what it is in a few words. For example: making soup together.
session-name-what = What
session-ask-when = When is it? Write the day and the time as you say it. For example: Thursday 19:30.
    Who sees this? The whole group.
    Tip: tap the microphone on your keyboard.
session-help-when = For example: tomorrow at 10, Saturday 3 pm, or 12 June half past seven. I will show what I understood.
session-name-when = When
session-ask-where = Where is it? Is it at somebody’s home? Then only write ‘at somebody’s home’, no address.
    Who sees this? The whole group.
    Tip: tap the microphone on your keyboard.
session-help-where = For example: the playground, or room 2 of the community centre. Can everybody get in?
session-name-where = Where
session-preview = <b>Is this right?</b>

    { $lines }

    After Post I put it in the group.
session-preview-lines = 📅 <b>{ $title }</b>
    { MOMENT($at, style: "year") }
    { $place }
session-planned = It is planned: <b>{ $title }</b>, { MOMENT($at, style: "year") }, { $place }.
    { $announced }
session-planned-group = I will put it in the group. I post two messages a day at most, and nothing at night.
session-planned-no-group = I cannot put it in the group now. As soon as I can, I will. Neighbours find it with /meetings already.
session-card = 📅 <b>{ $title }</b>
    { MOMENT($at) }
    { $place }
    { $by }
    { $going ->
        [0] Who is coming?
        [one] { $going } person is coming.
       *[other] { $going } people are coming.
    }
session-card-off = 📅 { $title }
    <b>It is off</b> ({ MOMENT($at, style: "short") }).
session-card-over = 📅 { $title }
    It was on { DAY($at) }.
session-by = { $name } invites you.
session-by-somebody = Somebody in the neighbourhood invites you.
session-open = { $lines }
session-going = I’m coming
session-maybe = Maybe
session-not-going = I can’t come
session-mine-going = <i>You said: I’m coming.</i>
session-mine-maybe = <i>You said: maybe.</i>
session-mine-not-going = <i>You said: I can’t come.</i>
session-mine-none = <i>Are you coming too?</i>
session-toast-going = You are coming. You find it back in our own chat.
session-toast-maybe = Maybe. You find it back in our own chat.
session-toast-not-going = You are not coming. You find it back in our own chat.
session-you-said-going = You said yes, { MOMENT($at, style: "short") }.
    <b>{ $title }</b>, { $place }
session-you-said-maybe = You said maybe, { MOMENT($at, style: "short") }.
    <b>{ $title }</b>, { $place }
session-you-said-not-going = You said no, { MOMENT($at, style: "short") }.
    <b>{ $title }</b>, { $place }
session-answer-gone = Your answer is gone. Are you coming after all, { MOMENT($at, style: "short") }?
    <b>{ $title }</b>
session-reminder-going = ⏰ You said yes: <b>{ $title }</b>
    { MOMENT($at) }
    { $place }
    Can’t you come after all? Say so below.
session-reminder-maybe = ⏰ You said maybe: <b>{ $title }</b>
    { MOMENT($at) }
    { $place }
    Do you know yet if you are coming?
session-changed-time = <b>{ $title }</b> has a new time: { MOMENT($at) }.
    { $place }
    Are you coming then too?
session-changed-place = <b>{ $title }</b> is in another place: { $place }.
    { MOMENT($at) }
    Are you coming then too?
session-off = <b>{ $title }</b> of { MOMENT($at) } is off.
session-is-off = ‘{ $title }’ is off. With /meetings you see what is on.
session-has-begun = ‘{ $title }’ has begun already. With /meetings you see what is still to come.
session-who-comes = Who is coming?
session-change-time = Another time
session-change-place = Another place
session-cancel = Call it off
session-cancel-ask = Are you sure? ‘{ $title }’ of { MOMENT($at, style: "short") } is off then.
    { $told ->
        [0] Nobody said yes or maybe yet.
        [one] { $told } person will hear it from me.
       *[other] { $told } people will hear it from me.
    }
session-cancel-yes = Yes, call it off
session-pass-on = Pass it on
session-open-it = See the meeting
session-done-off = ‘{ $title }’ is off.
    { $told ->
        [0] Nobody said yes or maybe yet.
        [one] { $told } person hears it from me.
       *[other] { $told } people hear it from me.
    }
session-done-time = The new time of ‘{ $title }’ is { MOMENT($at, style: "year") }.
    { $told ->
        [0] Nobody said yes or maybe yet.
        [one] { $told } person hears it from me.
       *[other] { $told } people hear it from me.
    }
session-done-place = The new place of ‘{ $title }’ is { $place }.
    { $told ->
        [0] Nobody said yes or maybe yet.
        [one] { $told } person hears it from me.
       *[other] { $told } people hear it from me.
    }
session-guests = <b>{ $title }</b>, { MOMENT($at, style: "short") }
    { $parts }
    <i>Only you see these names.</i>
session-guests-going = <b>Coming:</b> { $names }{ $rest ->
        [0] {""}
       *[other] {" "}and { $rest } more
    }
session-guests-maybe = <b>Maybe:</b> { $names }{ $rest ->
        [0] {""}
       *[other] {" "}and { $rest } more
    }
session-guests-none = Nobody said yes or maybe yet.
sessions = <b>Meetings in { $name }</b>

    { $lines }
sessions-line = { $number }. <b>{ $title }</b>
    { MOMENT($at) }, { $place }
    { $mine }
sessions-none = Nothing is planned yet in { $name }. Will you think of something? A cup of coffee is enough.
sessions-all = All meetings
session-plan = Plan a meeting
sessiontime-title = a new time
sessiontime-ask-when = What are the new day and time? For example: Thursday 19:30.
    Who sees this? The whole group. Who said yes or maybe hears it from me.
    Tip: tap the microphone on your keyboard.
sessiontime-help-when = Write the day and the time as you say it. For example: Saturday 3 pm.
sessiontime-name-when = When
sessiontime-preview = <b>Is this right?</b>

    ‘{ $title }’ will be { MOMENT($at, style: "year") }.
sessionplace-title = a new place
sessionplace-ask-where = What is the new place? Is it at somebody’s home? Then only write ‘at somebody’s home’.
    Who sees this? The whole group. Who said yes or maybe hears it from me.
    Tip: tap the microphone on your keyboard.
sessionplace-help-where = For example: the playground, or room 2 of the community centre.
sessionplace-name-where = Where
sessionplace-preview = <b>Is this right?</b>

    ‘{ $title }’ will be here: { $place }.

### broadcasts

broadcast = { $words }

    <i>From { $name } on behalf of { $neighbourhood }</i>
broadcast-title = your message to the neighbourhood
broadcast-ask-words = What do you want to tell the neighbourhood?
    Who sees this? Everybody here who wants messages, with your name.
    Tip: tap the microphone on your keyboard.
broadcast-help-words = Keep it short: what, when and where. You will see first what it looks like.
broadcast-name-words = Message
broadcast-preview = <b>This is what it looks like:</b>

    { $message }

    { $notes }
broadcast-send = Send
broadcast-reach = { $people ->
        [0] Nobody gets this in private yet.
        [one] { $people } person gets this message.
       *[other] { $people } people get this message.
    }{ $groups ->
        [0] {""}
       *[other] {" "}It also goes to the group.
    }
broadcast-reach-only-group = This only goes to the group. Once you are with two in the team, it can also go to everybody in private.
broadcast-waiting = Your message leaves in a minute. { $audience }
broadcast-waiting-until = These are quiet hours. Your message leaves on { MOMENT($at) }.
broadcast-take-back = Do not send it
broadcast-taken-back = Your message was not sent. This is what you wrote:

    { $words }
broadcast-stopped = You are not an organiser now. So this message was not sent:

    { $words }
broadcast-left = This message is on its way. It can’t be taken back any more.
broadcast-nobody = There is nobody yet who can get this. First add me to the group of your neighbourhood.
broadcast-lines = { $lines }
broadcast-progress = I am sending your message: { $sent } of { $total }.
broadcast-progress-group = I am putting your message in the group.
broadcast-report-sent = Done. { $sent ->
        [0] Nobody got your message in private.
        [one] { $sent } person got your message.
       *[other] { $sent } people got your message.
    }
broadcast-report-group = It is in the group.
broadcast-report-group-later = It goes to the group later. There was enough there today.
broadcast-report-later = Later it also reaches { $people }. They are resting now.
broadcast-report-unreachable = Could not be reached: { $people }.
broadcast-report-unwanted = Did not want news: { $people }.
broadcast-report-unsure = Perhaps not arrived: { $people }. You left it like that.
broadcast-report-nobody = Your message did not arrive anywhere. Am I still in the group?
broadcast-doubtful = { $count ->
        [one] With { $count } person I do not know if it arrived.
       *[other] With { $count } people I do not know if it arrived.
    } Will you send it again? Then somebody may get it twice.
broadcast-send-again = Send it again
broadcast-let-be = Leave it

### talents

talent-title = your talent
talent-ask-words = What are you good at, whom do you look for, or what would you like to learn? Use your own words.
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talent-help-words = For example: I was a furniture maker. Or: I like walking. Small things are fine too.
talent-name-words = My words
talent-ask-direction = What do you mean by this?
    Who sees this? The buurtverbinders. Others see it without your name.
talent-help-direction = Choose what fits best. Then I know with whom to look.
talent-name-direction = What I mean
talent-direction-offer = I can do this
talent-direction-need = I look for this
talent-direction-learn = I want to learn this
talent-direction-together = I like to do together
talent-ask-tags = What is it about? Choose one to three. You may type it yourself too.
    Who sees this? The buurtverbinders. Others see it without your name.
talent-help-tags = With these I look for people who fit. Does nothing fit? Tap None of these.
talent-name-tags = What it is about
talent-ask-avoid = What would you rather not do?
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talent-help-avoid = For example: no heavy work. I will keep that in mind.
talent-name-avoid = Rather not
talent-ask-times = When are you usually free? Choose what fits.
    Who sees this? Only the buurtverbinders.
talent-help-times = So I do not propose people who are never free at the same time.
talent-name-times = When I am free
talent-any-time = Does not matter
talent-ask-listed = May everyone in your neighbourhood see this, with your name? Then it goes in the list of what people here can do.
    Who sees this? You choose that here. What you would rather not do, where and when: only the buurtverbinders see that.
talent-help-listed = You are only in that list. For an introduction I still do not tell your name.
talent-name-listed = Who sees this
talent-show-connectors = Only buurtverbinders
talent-show-everyone = Everyone, with my name
talent-seen-by-connectors = Only the buurtverbinders
talent-seen-by-everyone = Everyone in your neighbourhood, with your name
talent-ask-area = About where in the neighbourhood is it? For example: near the church.
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talent-help-area = A place that people here know is enough. I need not know your address.
talent-name-area = About where
talent-area-no-address = I would rather not keep your address. Write it without a house number or postcode. For example: near the church.
talent-ask-asks = How often may I ask you for an introduction? This holds for everything you told.
    Who sees this? Only you.
talent-help-asks = I will not ask you more often, whoever is looking. You can change it at /settings.
talent-name-asks = How often to ask
talent-no-tag = None of these
talent-other-tag = Choose from the list
talent-no-such-tag = I do not know that word yet. Choose a button, or tap None of these.
talent-tag = { TAG($tag) }
talent-tags-two = { TAG($first) } and { TAG($second) }
talent-tags-three = { TAG($first) }, { TAG($second) } and { TAG($third) }
talent-preview = <b>{ $direction }</b>
    { $words }
    { $lines }

    Who sees this? { $seen_by }. Is this right?
talent-preview-tags = This is about: { $tags }
talent-preview-avoid = Rather not: { $words }
talent-preview-times = Usually free: { $times }
talent-preview-area = About where: { $words }
talent-preview-asks = I ask you at most: { $asks }
talent-searches-full = You already look for { $most } things. Take one away first, at /my.
talent-saved = Thank you, I kept it.

    <b>{ $direction }</b>: { $words }
    { $also }

    Who sees this? { $seen_by }. Does it fit somebody? Then I ask you first.
talent-also-offer = In your neighbourhood { $people } can do or have this too.
talent-also-together = In your neighbourhood { $people } like to do this together too.
talent-saved-search = Thank you, I kept it.

    <b>{ $direction }</b>: { $words }

    I ask the buurtverbinders. On { DAY($day) } I tell you how it stands. Only the buurtverbinders see this.
talent-still = You told me this a while ago:

    <b>{ $direction }</b>: { $words }

    Is this still so?
talent-still-yes = Yes, it is
talent-still-thanks = Good, thank you. I leave it as it is.
talent-line-rests = { $direction }: { $words } (resting)
search-report = You look for: { $words }

    I am still looking, together with the buurtverbinders. On { DAY($day) } you hear from me again.
search-nobody = You look for: { $words }

    I found nobody. That is a pity. Do you want to make it an idea? Then the whole group sees it.
search-on = Keep looking
search-stop = Stop looking
search-idea = Make it an idea
search-goes-on = I keep looking: { $words }

    On { DAY($day) } I tell you how it stands.
talent-opened = <b>{ $direction }</b>
    { $words }
    { $lines }

    Who sees this? { $seen_by }.
talent-change = Change
talent-withdraw = Take away
talent-withdraw-ask = Do you want to take this away?

    { $words }
talent-withdraw-yes = Yes, take it away
talent-withdraw-no = Back
talent-withdrawn = Taken away. I use it no more.
talent-line = { $direction }: { $words }
seek-title = what you look for
seek-ask-words = Whom or what do you look for? Use your own words.
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
seek-help-words = For example: somebody who can fix my bicycle. Or: somebody to walk with.
seek-name-words = My words
seek-ask-tags = What is it about? Choose one to three. You may type it yourself too.
    Who sees this? The buurtverbinders. Others see it without your name.
seek-help-tags = With these I look for people who can help. Does nothing fit? Tap None of these.
seek-name-tags = What it is about
seek-ask-avoid = What would you rather not have?
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
seek-help-avoid = For example: rather not in the evening. I will keep that in mind.
seek-name-avoid = Rather not
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

times-week-morning = Weekday mornings
times-week-afternoon = Weekday afternoons
times-week-evening = Weekday evenings
times-weekend-morning = Weekend mornings
times-weekend-afternoon = Weekend afternoons
times-weekend-evening = Weekend evenings
times-parts = { $parts ->
    [morning] in the morning
    [afternoon] in the afternoon
    [evening] in the evening
    [morning-afternoon] in the morning and the afternoon
    [morning-evening] in the morning and the evening
    [afternoon-evening] in the afternoon and the evening
   *[morning-afternoon-evening] all day
  }
times-on-week = on weekdays { $parts }
times-on-weekend = at the weekend { $parts }
times-on-both = { $first }, { $other }

### the talent talk

talent-by-questions = Four short questions
talent-in-own-words = In my own words
talk-title = the four questions
talk-ask-head = What do you know a lot about? For example: plants, computers, or finding the way.
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talk-help-head = Everything counts: work, a hobby, or what you often explain to others. You may skip it.
talk-name-head = What I know about
talk-ask-headtags = { talent-ask-tags }
talk-help-headtags = { talent-help-tags }
talk-name-headtags = Topic of knowing
talk-ask-hand = What do you like to make or do with your hands?
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talk-help-hand = For example: cooking, sewing, or hanging something up. Small things are fine. You may skip it.
talk-name-hand = What I like to make
talk-ask-handtags = { talent-ask-tags }
talk-help-handtags = { talent-help-tags }
talk-name-handtags = Topic of making
talk-ask-heart = What do you care about? What do you like best to do with others?
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talk-help-heart = For example: walking, singing, or that nobody eats alone. You may skip it.
talk-name-heart = What I care about
talk-ask-hearttags = { talent-ask-tags }
talk-help-hearttags = { talent-help-tags }
talk-name-hearttags = Topic of caring
talk-ask-network = Whom or what do you know? And do you have a place or something else to share?
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
talk-help-network = For example: I have a shed. Or: I know many people at the football club. Mention no names. You may skip it.
talk-name-network = Whom or what I know
talk-ask-networktags = { talent-ask-tags }
talk-help-networktags = { talent-help-tags }
talk-name-networktags = Topic of contacts
talk-line = <b>{ $direction }</b>: { $words }
talk-nothing-yet = You told nothing yet. That is fine too.
talk-preview = This is what you told:
    { $lines }

    Who sees this? Only the buurtverbinders. Is this right?
talk-nothing = I kept nothing. That is fine too. You can always tell it later, with /talent.
talk-saved = Thank you, I kept it.
    { $lines }

    Only the buurtverbinders see this. Does it fit somebody? Then I ask you first.

### on behalf of somebody else

talent-on-behalf = For somebody else
behalf-title = what you tell for somebody
behalf-said-yes = Yes, they said yes
behalf-ask-yes = Do you tell something for a neighbour without Telegram? Ask first, and say this:
    • The bot keeps what you can do or look for. Only the buurtverbinders read it.
    • Does it fit somebody? Then the bot asks me, and I ask you.
    • You get a code on paper. With it you can take it over later, or have it erased.
    Who sees this? Only you. Did they say yes?
behalf-help-yes = Without a yes I keep nothing. I write down that you asked, and when.
behalf-name-yes = The spoken yes
behalf-ask-words = What can this neighbour do, or what do they look for? Mention no telephone number and no address.
    Who sees this? Only the buurtverbinders.
    Tip: tap the microphone on your keyboard.
behalf-help-words = Write it as they would say it themselves. For example: I was a cook.
behalf-name-words = The words
behalf-ask-direction = { talent-ask-direction }
behalf-help-direction = { talent-help-direction }
behalf-name-direction = What they mean
behalf-ask-tags = { talent-ask-tags }
behalf-help-tags = { talent-help-tags }
behalf-name-tags = { talent-name-tags }
behalf-ask-name = What do you call this neighbour? A first name or nickname is enough. Choose the same one each time.
    Who sees this? You and the buurtverbinders. Another only after two times yes.
    Tip: tap the microphone on your keyboard.
behalf-help-name = For example: grandpa Jan. So you know later who it is about. With one code they can erase all that you told under that name.
behalf-name-name = Whom it is for
behalf-only-a-name = A first name or nickname is enough. Leave out a number or an address.
behalf-no-contact = Leave out the telephone number or address. I ask you everything.
behalf-searches-full = For { $name } you already look for { $most } things. Take one away first, at /my.
behalf-searches-full-for-all = You already look for { $most } things for others. Take one away first, at /my.
behalf-ask-avoid = { talent-ask-avoid }
behalf-help-avoid = { talent-help-avoid }
behalf-name-avoid = { talent-name-avoid }
behalf-ask-times = { talent-ask-times }
behalf-help-times = { talent-help-times }
behalf-name-times = When they are free
behalf-ask-area = { talent-ask-area }
behalf-help-area = { talent-help-area }
behalf-name-area = { talent-name-area }
behalf-ask-asks = { talent-ask-asks }
behalf-help-asks = { talent-help-asks }
behalf-name-asks = { talent-name-asks }
behalf-somebody = your neighbour
behalf-is-for = For: { $name }
behalf-preview = For { $name }:
    { $told }
behalf-line = { $line } (for { $name })
behalf-saved = Thank you, I kept it for { $name }.

    Write this code on paper, and give it to { $name }:
    <b>{ $code }</b>

    Whoever sends the code to me can take over or erase { $what }. I do not show the code again. At /my you can always take it away.

    { $page }
behalf-code-for-this = this
behalf-code-for-all = all that you tell for { $name }
behalf-page-link = There is also a web page, for who has no Telegram. It shows what waits, without names. With the code { $name } can erase it there too. Send the link to { $name } only, or print the page.
behalf-no-page = There is no web page here. So for who has no Telegram there is only the paper. Keep it well.
behalf-copy-link = Copy link
behalf-new-link-button = New link
behalf-new-link = This is a new link to the page. The one before works no more. Send the link only to whom it concerns.
behalf-page-title = For you, from your neighbourhood
behalf-page-hello = Somebody you know told Buurtbot something for you. It helps neighbours to find each other. You said that was fine. There is no name at all on this page.
behalf-page-told = Others read this, without your name: <i>{ $told }</i>
behalf-page-waits = <b>A question waits for you.</b> { $other }

    Would you like to meet? Say so before { DAY($day) } to whoever told this for you. No is fine too: nobody hears that. The other hears your name only when both of you say yes.
behalf-page-address = On the internet this page is here: { $address }
behalf-page-nothing = Today, { DAY($today) }, no question waits for you. Feel free to look at this page again later.
behalf-page-next = <b>What can you do?</b>
    Ask whoever told this for you. They pass on your answer.
    Do you get Telegram later? Then send the code on your paper to @{ $bot }. From then on I ask you yourself.
behalf-page-erase = <b>Do you want it to be gone?</b>
    Fill in the code from your paper on this page. Then I erase at once all that is on this page. You need not say why. If the paper is gone, ask whoever told this for you.
behalf-page-code = The code on your paper
behalf-page-wipe = Erase everything
behalf-page-wrong-code = <b>This code is not right, nothing was erased.</b> Look at your paper once more.
behalf-page-erased = All that was on this page is erased. This page works no more.
behalf-page-gone = This link works no more. Perhaps all is erased, or there is a new link. Ask whoever gave you the link.
behalf-found = Somebody told this for you:

    { $lines }

    Do you take it over? Then I ask you yourself from now on.
behalf-found-line = <b>{ $direction }</b>: { $words }
behalf-take-over = Yes, take it over
behalf-erase = Erase it
behalf-taken-over = This is yours now. At /my you can see it, change it or take it away.
behalf-erased = Erased. Messages that were sent before keep it for 30 days at most.
behalf-code-old = This code was used already, or is not right. Have another look at the paper.
behalf-is-with-you = You told this yourself. At /my you can change it or take it away.
behalf-proxy-taken-over = Good news: what you told for { $name } was taken over. You need not do anything for it any more.
behalf-proxy-erased = What you told for { $name } was erased with the code. You need not do anything.

### directory

directory-title = What can people do here?
directory = <b>What can people do here?</b>
    { $lines }

    Do you look for help or company? Say whom you look for, and the buurtverbinders will look too.
directory-line =
    { "" }
    <b>{ $topic }</b>: { $name }
    <i>{ $direction }</i>: { $words }
directory-no-topic = Something else
directory-none = <b>What can people do here?</b>
    Nobody is in this list now. Most people tell it to the buurtverbinders only. Say whom you look for, and they will look too.

### connectors

card = <b>Your connector card</b>
    { $lines }
    { $more }
card-only = <b>Your connector card</b>
    { $more }

    There is nothing else to introduce now. That is fine.
card-welcome =
    { "" }
    New: <b>{ $name }</b> would like to meet somebody. Will you write a line of your own, by { DAY($day, style: "short") }?
card-welcome-write = Write a welcome
card-hint =
    { "" }
    <b>{ $name }</b> points to a circle of people: { $words }
card-hint-open = Read about the circle
card-quiet =
    { "" }
    Still quiet: <b>{ $title }</b>, of { DAY($day, style: "short") }. Nobody reacted yet. A first word from you helps.
card-quiet-open = Read the idea
card-piece =
    { "" }
    Nobody found yet for <b>{ $title }</b>. Needed: { $needs }
card-piece-open = See what is needed
card-went-well =
    { "" }
    This went well: two neighbours found each other. It was about: { $topic }.
card-sought =
    { "" }
    This is sought by { $people }, and nobody offers it yet: { TAG($tag) }. Do you know somebody?
card-together =
    { "" }
    Three or more neighbours want to do this together: <b>{ TAG($tag) }</b>. A small group is possible too.
card-together-open = Together: { TAG($tag, most: 14) }
card-together-opened = <b>{ TAG($tag) }</b>
    Three or more neighbours want this together. Tap ‘Ask who wants to join’, then I ask each of them, without names. When three say yes they are a small group.
card-together-dismissed =
    { "" }
    Together: <b>{ TAG($tag) }</b>. <i>Does not fit</i>
card-together-ask = Ask who wants to join
card-together-asked =
    { "" }
    Together: <b>{ TAG($tag) }</b>. <i>Asked on { DAY($day, style: "short") }</i>
together-question = A few neighbours would like to do this together too: <b>{ TAG($tag) }</b>. Do you feel like a small group?

    If you say yes: as soon as three people say yes, they read each other's names, and yours too. Nobody else reads it.
together-said-yes = You said yes, { DAY($day, style: "short") }, to a small group: { TAG($tag) }. If enough people join, you hear who. That can take a few days.
together-said-not-now = Fine. We let nobody know that you said no.
together-name = • { $name }
together-joined = <b>It works out: { TAG($tag) }</b>
    These neighbours want it too:
    { $names }

    You are together in the small group ‘{ $name }’. Want to meet? Tap ‘Plan something’.
together-one-more = { $newcomer } joins your small group ‘{ $name }’ too.
together-worked = It worked out. A few neighbours are a small group now: { TAG($tag) }. Thank you.
card-line =
    { "" }
    <b>{ $number }. { $topic }</b>: { $giver } and { $asker }
    { $rest }
card-next-one = It did not work out before. Another one who fits:
card-no-topic = A suggestion
card-button = { $number } Suggestion
card-button-topic = { $number } { TAG($tag, most: 22) }
card-asked = <i>Asked on { DAY($day, style: "short") }</i>
card-put-off = <i>Later</i>
card-dismissed = <i>Does not fit</i>
card-worked = <i>It worked: they have contact</i>
card-asked-nobody = <i>Not possible now. I keep looking.</i>
card-take-back-number = { $number } Not after all
card-opened = <b>{ $topic }</b>
    { $lines }

    After Introduce I wait five minutes. Then I ask them, one at a time and without names.
card-words = { $name }, <i>{ $direction }</i>: { $words }
card-propose = Introduce
card-add-words = With a sentence
card-later = Later
card-dismiss = Does not fit
card-pass-on = Pass on
card-pass-to = <b>{ $topic }</b>

    Whom do you pass this on to? They find it on their next card.
card-colleague = { $name }
card-passed-on = <i>Passed on to { $name }</i>
card-passed-too-late = That is no longer possible: your colleague has chosen already.
card-empty = There is nobody to introduce now. That is fine too. As soon as people fit, you hear it.
card-hello = Good that you are a buurtverbinder. Your card has at most three suggestions: people who fit together. You choose whether I ask them. When there is nothing new, I send nothing.

    { $body }
card-when = Your card comes { $days } at { TIME($at) }. What you tap changes: the hour, how often, on which days you work, and how many suggestions you get at most.
    { $away }
card-days-daily = every working day
card-days-weekly = every week on { $weekday }
card-hour = { TIME($at) }
card-own-hour = Other hour
card-hour-unclear = I do not understand yet at what time. For example: half past nine, 14:15, or 8 in the morning.
hour-title = the hour of your card
hour-ask-at = At what time does your card come? For example: half past nine, or 14:15.
    Who sees this? Only you.
    Tip: tap the microphone on your keyboard.
hour-help-at = Type a time as you say it. For the morning or the evening, say so: 8 in the morning.
hour-name-at = The hour
hour-preview = Then your card comes at <b>{ TIME($at) }</b>.
card-which-day = On which of your working days does the card come?
card-daily = Every working day
card-weekly = Every week
card-weekly-on = Each week on { $weekday }
card-other-hour = My days and hour

warm-title = your sentence with a proposal
warm-ask-words = Write one warm sentence with this proposal.
    Who sees this? Both people, with your name.
    Mind: it must not show who the other is. So no name, street or work.
    Tip: tap the microphone on your keyboard.
warm-help-words = For example: I think you two would get on well.
warm-name-words = My sentence
warm-preview = Exactly this is what both of them read:
    <i>{ $name } writes: { $words }</i>

    Does it show one of them who the other is? Then change it. With Propose I wait five minutes.
    { $cautions }
warm-names-somebody = Your sentence holds a name of one of the two, or a word like it: ‘{ $word }’. They only hear that once both say yes. Write your sentence in another way.
warm-kept = Your sentence goes along. On your card you can still take it back for five minutes.

### teams

team-day-0 = Mon
team-day-1 = Tue
team-day-2 = Wed
team-day-3 = Thu
team-day-4 = Fri
team-day-5 = Sat
team-day-6 = Sun
team-weekday-0 = Monday
team-weekday-1 = Tuesday
team-weekday-2 = Wednesday
team-weekday-3 = Thursday
team-weekday-4 = Friday
team-weekday-5 = Saturday
team-weekday-6 = Sunday
team-load = { $most } a week at most
team-one-day = One working day stays. Are you away for a while? Then tap I am away for a while.
team-away = I am away for a while
team-back = I am back
team-is-away =
    { "" }
    You are away for a while. On { DAY($day) } you are back. What waited on your card is for the other connectors until then.
team-back-on = { DAY($day, style: "short") }
team-away-when = Choose a day after today, until { DAY($until) }.
away-title = being away
away-ask-back = When are you back? Choose a day, or type one. For example: 12 July.
    Who sees this? Only you.
away-help-back = Until that day you get no card. What waits on your card now goes to the other connectors.
away-name-back = Back again
away-preview = On <b>{ DAY($day) }</b> you are back. Until then you get no card. What waits on your card now goes to the other connectors.

### welcomes

welcome-title = your welcome
welcome-offer = Would you like to meet somebody? A connector knows many people here and then writes you a welcome of their own.
    Who sees this? Only the connectors see your name then.
welcome-yes = Yes, please
welcome-no = Not now
welcome-after-all = Yes, after all
welcome-declined = Fine. I will not ask again.
welcome-wanted = Lovely! I will ask a connector to write you a welcome. You will hear from me by { DAY($day) }.
welcome-not-yet = Nobody has come round to a welcome for you yet. That is not about you. Your question is still on the connectors' card. With /meetings you see where you can meet people already.
welcome-ask-words = Write one line of your own for who is new.
    Who sees this? Only that person, with your name.
    Tip: tap the microphone on your keyboard.
welcome-help-words = For example: how nice that you are here, on Tuesday there is soup in the community centre.
welcome-name-words = My welcome
welcome-preview = This is what your new neighbour reads, with your name:
    { $words }
    { $cautions }
welcome-line = <b>{ $name }</b>, connector in { $place }, writes to you:
    { $words }
welcome-hi = Say hi
welcome-rather-not = Rather not
welcome-passed-on = Thank you. Your welcome is on its way to { $name }.
welcome-not-needed = No welcome is needed here any more. Thank you.
welcome-said-hi = You said hi to <b>{ $name }</b>. Would you like to write or ask something more? Then I pass it on.
welcome-contact = You and <b>{ $name }</b> can write to each other. Tap ‘{ $write }’, and I pass it on.
welcome-kept-quiet = Fine. Nobody hears that.
welcome-hi-back = <b>{ $name }</b> says hi back.
welcomewrite-title = your message
welcomewrite-ask-words = What would you like to write? I pass it on at once.
    Who sees this? Only the person you are in touch with, with your name.
    Tip: tap the microphone on your keyboard.
welcomewrite-help-words = Type your message. The other sees your name and your words, not your phone number.
welcomewrite-name-words = My message
welcomereport-title = your report
welcomereport-ask-words = What happened?
    Who sees this? The admins of your neighbourhood, with your name and the other's.
    Tip: tap the microphone on your keyboard.
welcomereport-help-words = Tell briefly what happened. The contact stops when you send the report.
welcomereport-name-words = My report

### hints

hint-title = what you tell about a circle
hint-ask-words = Do you know people who do or share something together? Tell what, and about where. Name nobody. A buurtverbinder would like to talk about it with you.
    Who sees this? Only the buurtverbinders, with your name.
    Tip: tap the microphone on your keyboard.
hint-help-words = For example: I know people who go fishing on Sundays. Or: a few mothers who talk every morning.
hint-name-words = My words
hint-no-contact = Leave out a number or address. The buurtverbinder talks to you only.
hint-preview = The buurtverbinders read this:
    { $words }
    { $cautions }

    Who sees this? Only the buurtverbinders, with your name. Is this right?
hint-told = Thank you. You told this:
    { $words }

    A buurtverbinder reads it. On { DAY($day) } at the latest you hear from me. Only the buurtverbinders see this.
hint-no-team = There is no buurtverbinder here yet who can read this. Do you know somebody who knows many people here? Type /connectors.
hint-over = Somebody else looks at this already, or it is over.
hint-opened = <b>{ $name }</b> knows these people:
    { $words }

    Write { $name } a line of your own. When { $name } wants to talk, you have contact through me.
hint-write = Write about it
hint-line-title = your line about a circle
hint-line-ask-words = Write one line of your own to who knows these people. What would you like to know, or how do you meet?
    Who sees this? Only that person, with your name.
    Tip: tap the microphone on your keyboard.
hint-line-help-words = For example: how nice, I would love to hear more. Shall we have coffee?
hint-line-name-words = My line
hint-line-preview = Your neighbour reads this, with your name:
    { $words }
    { $cautions }
hint-line = <b>{ $name }</b>, buurtverbinder in { $place }, writes to you about the people you know:
    { $words }

    Would you like to talk about it? Then you have contact through me.
hint-passed-on = Thank you. Your line is on its way to { $name }. When { $name } says yes, you hear it.
hint-not-yet = None of the buurtverbinders wrote to you yet about the people you know. That can have many reasons. Thank you for telling.

### energy

energy-button = Where is energy?
energy = <b>Where is energy?</b>
    { $lines }
energy-new =
    { "" }
    New this week: { $people } told what they can do. { $about }
energy-sought =
    { "" }
    Still sought by { $people }. { $about }
energy-about = It is about: { $tags }.
energy-moving =
    { "" }
    On the move: <b>{ $title }</b>. People joined it this week.
energy-moving-open = Read what moves
energy-quiet =
    { "" }
    Still quiet: <b>{ $title }</b>. Nobody has reacted yet.
energy-quiet-open = Read what is quiet
energy-none = <b>Where is energy?</b>
    A quiet week. That is fine too.

### introductions

introduction-gone = somebody who left
introduction-someone-offer = Somebody near you can do something that fits.
introduction-someone-need = Somebody near you looks for something that fits.
introduction-someone-learn = Somebody near you wants to learn something that fits.
introduction-someone-together = Somebody near you likes to do something together that fits.
introduction-someone-offer-tags = Somebody near you is good at this: { $tags }.
introduction-someone-need-tags = Somebody near you looks for help with: { $tags }.
introduction-someone-learn-tags = Somebody near you wants to learn this: { $tags }.
introduction-someone-together-tags = Somebody near you likes to do this together: { $tags }.
introduction-someone-offer-things = Somebody near you has this, and likes to share it: { $tags }.
introduction-someone-need-things = Somebody near you looks for this: { $tags }.
introduction-group-offer = A small group near you can share something that fits.
introduction-group-need = A small group near you looks for something that fits.
introduction-group-offer-tags = A small group near you is good at this: { $tags }.
introduction-group-need-tags = A small group near you looks for help with: { $tags }.
introduction-group-offer-things = A small group near you has this, and likes to share it: { $tags }.
introduction-group-need-things = A small group near you looks for this: { $tags }.
introduction-ask = <b>{ $other }</b>
    You wrote: { $words }
    { $warm }

    Would you like to meet?

    The other reads this about you: <i>{ $about_me }</i>
    They see your name only when both of you say yes.
    { $child }
introduction-warm =
    { "" }
    <i>{ $name } writes: { $words }</i>
introduction-ask-behalf = <b>{ $other }</b>
    You wrote for { $name }: { $words }
    { $warm }

    Would you ask { $name } whether they want to meet? Tell me the answer here.

    The other reads this about { $name }: <i>{ $about_me }</i>
    They see your names only when all of you say yes.
    { $child }
introduction-child =
    { "" }
    Is it about a child? Then a parent decides. The first time you meet in a place with people, and a parent is there. Are you not 18 yet? Then talk about it at home first.
introduction-for-whom = Who is it for? If it is about a child, a parent decides whether it goes on.

    Are you not the parent? Then ask first. I keep your answer with this introduction.
introduction-for-my-child = I am the parent
introduction-for-parent-agreed = The parent said yes
introduction-for-no-child = Not for a child
introduction-ask-parent = I will ask first
introduction-waits = Fine, ask the parent first. You have not chosen anything yet.

    { $question }
introduction-ask-group = <b>{ $other }</b>
    You wrote for ‘{ $group }’: { $words }
    { $warm }

    Would you like to meet who started that group?

    The other reads this about your group: <i>{ $about_me }</i>
    They see your name and your group only when both of you say yes.
    { $child }
introduction-yes = Yes, please
introduction-not-now = Not now
introduction-rather-not = Rather not like this
introduction-said-yes = You said yes, { DAY($day, style: "short") }. When the other says yes too, you get the name. That can take a few days.
introduction-said-not-now = Fine. We tell nobody that you said no.
introduction-said-rather-not = Fine. We tell nobody that you said no. I will not ask you such a thing again.
introduction-not-this-time = This time it did not work out. That can have many reasons.
introduction-question-over = This question is over. You need not do anything.
introduction-over = This question is over. There will be another time.
introduction-too-late = That is not possible any more: it has gone on.
introduction-both-yes = You both said yes. The other is called <b>{ $name }</b>.

    How would you like to be in touch? You chose: { $way }
    When you do not choose the same, the more careful choice holds.
introduction-way-bot = Through the bot
introduction-way-username = My Telegram name
introduction-way-meeting = At a meeting
introduction-way-is-bot = through the bot. I pass on messages.
introduction-way-is-username = with your Telegram name. The other sees it when both of you choose this.
introduction-way-is-meeting = at a meeting. You see each other there.
introduction-begin = Begin contact
introduction-never = Not with this person
introduction-began = You want contact with <b>{ $name }</b>. As soon as { $name } begins too, you hear it.
introduction-contact-bot = You and <b>{ $name }</b> are in touch through the bot. Would you like to write first? Tap ‘{ $write }’.

    { $safe }
introduction-contact-username = You and <b>{ $name }</b> are in touch. On Telegram: @{ $username }

    { $safe }
introduction-contact-meeting = You and <b>{ $name }</b> see each other at a meeting. See /meetings for when that is.

    { $safe }
introduction-first-meeting = Meeting for the first time? Choose a place with people, like the community centre or the park. And tell somebody where you are.
introduction-first-meeting-child = This is about a child. Meet the first time in a place with people, like the community centre or the park, with a parent there. Feel free to ask each other what you did before, and whom to call about that. A parent always decides, later too.
introduction-result-question = Ten days ago you got in touch with <b>{ $name }</b>. Did anything come of it?
introduction-result-it-worked = Yes, it worked
introduction-result-not-yet = Not yet
introduction-result-no = No
introduction-result-is-it-worked = How good! Shall I thank { $name } for you?
introduction-result-is-not-yet = Fine, such things take time. I ask again later.
introduction-result-is-no = Thank you for your answer. You can always keep looking with /seek.
introduction-thank = Yes, say thanks
introduction-thanked = I thanked { $name } for you.
introduction-thanks = It worked because of you. <b>{ $name }</b> says: thank you!
introduction-write = Write { $name }
introduction-answer = Answer
introduction-stop = Stop contact
introduction-report = Report
introduction-never-ask = No contact with { $name }? Then I never introduce you to each other again. { $name } does not hear why.
introduction-never-yes = Yes, no contact
introduction-ended = Fine. You have no contact through me any more. The other does not hear why.
introduction-does-not-go-on = This introduction does not go on. That can have many reasons.
introduction-no-contact = This contact is not there any more.
introduction-person-gone = This person does not take part any more.
introduction-asked-enough = One of the two was asked often this month. Choose Later, and we look again then.
introduction-worked = It worked: { $giver } and { $asker } are in touch. Thank you!
introduction-passed-on = <b>{ $name }</b> writes:
    { $words }
introduction-sent = I passed it on to { $name }.
introduction-reported = <b>Report about contact through the bot</b>
    { $by } reports something about { $about }:
    { $words }

    Their contact has ended, and I never introduce them to each other again. I do nothing more by myself.
    What can you do? Talk with both. Does somebody no longer belong here? An admin of the group can remove them in Telegram. In danger: call 112.
    { $role }
    This report is only here. So leave this message where it is until it is settled.
introduction-reported-role = { $name } has a role in the team. You can end it there.
relay-title = your message
relay-ask-words = What would you like to write? I pass it on at once.
    Who sees this? Only the person you are in touch with.
    Tip: tap the microphone on your keyboard.
relay-help-words = Type your message. The other sees your name and your words, not your phone number.
relay-name-words = My message
report-title = your report
report-ask-words = What happened?
    Who sees this? The admins of your neighbourhood, with your name and the other's.
    Tip: tap the microphone on your keyboard.
report-help-words = Tell briefly what happened. The contact stops when you send the report.
report-name-words = My report
report-preview = <b>Your report</b>
    { $words }

    Who sees this? The admins of your neighbourhood. The contact stops at once.
report-sent = Your report is sent. The contact has stopped. An admin will look at it.
report-nobody = The contact has stopped. There is no other admin now who can look at it. In danger, call 112.

### guide

guide = <b>Guide to people</b>
    Who knows more about this? Neighbours and people who work here say what you may call them about.
    Are you looking for somebody? Or do you know a lot about something yourself?
guide-look = Whom do I need?
guide-say = I know about something
guide-title = what people may call you about
guide-ask-words = What may people call you about? Tell it in your own words.
    Who sees this? The whole neighbourhood, with your name. First I show you how it looks.
    Tip: tap the microphone on your keyboard.
guide-help-words = For example: the green in the park. Or: filling in forms. You may place more than one topic.
guide-name-words = About what
guide-ask-tags = What is it about? Choose one to three. You may type it too.
    Who sees this? The whole neighbourhood, with your name.
guide-help-tags = With this I find the questions that suit you. Is it not there? Tap Choose from the list. Does nothing fit? Tap None of these.
guide-name-tags = What it is about
guide-ask-can = What can you arrange, and what not?
    Who sees this? The whole neighbourhood, with your name.
    Tip: tap the microphone on your keyboard.
guide-help-can = For example: I can have a bench repaired, not a tree cut down. Then people know what to expect.
guide-name-can = What I can and cannot do
guide-ask-reach = How do people reach you? Through the bot always works. Is there another way? For example: Tuesday afternoon in the community house.
    Who sees this? The whole neighbourhood, with your name.
    Tip: tap the microphone on your keyboard.
guide-help-reach = An hour or a place is useful. Better not write a private number. Through the bot always works.
guide-name-reach = How you reach me
guide-only-bot = Through the bot
guide-ask-warm = What do you care about most?
    Who sees this? The whole neighbourhood, with your name.
    Tip: tap the microphone on your keyboard.
guide-help-warm = For example: that children can play outside safely here.
guide-name-warm = What I care about
guide-ask-along = Does somebody not know whom to ask? Will you search along?
    Who sees this? The whole neighbourhood, with your name.
guide-help-along = You need not know the answer. You help think who does.
guide-name-along = I search along
guide-along-yes = I search along
guide-along-no = Rather not
guide-about = This is about: { $tags }
guide-can = Can and cannot: { $words }
guide-reach-bot = Reach: through the bot
guide-reach = Reach: through the bot, or { $words }
guide-warm = Cares about: { $words }
guide-searches-along = Searches along when you don’t know whom to ask.
guide-since = <i>Not confirmed since { DAY($day, style: "short") }</i>
guide-preview = <b>You may call me about this</b>
    { $words }
    { $lines }

    Who sees this? The whole neighbourhood, with your name. Is it right like this?
guide-placed = Thank you. This is in the guide now, with your name.

    <b>{ $words }</b>
    { $lines }
guide-entry = <b>You may call me about this</b>
    { $words }
    { $lines }
guide-full = You have { $most } topics in the guide already. Take one away first, with /my.
guide-withdraw = Take away
guide-withdraw-ask = Do you want to take this out of the guide? Questions that you got already stay.

    { $words }
guide-still = This is in the guide of yours:

    <b>{ $words }</b>
    { $lines }

    Is this still so?
guide-still-yes = Yes, it is
guide-stand-in = Stand-in: { $name }. Only you see this.
guide-no-stand-in = No stand-in yet. That is fine too.
guide-stand-in-ask = Ask for a stand-in
guide-stand-in-end = Without a stand-in
guide-stand-in-made = Forward the message below to one person in the neighbourhood. Only after their yes they are your stand-in.
guide-stand-in-forward = { $name } asks whether you want to be the stand-in for: { $words }. The link works once, until { MOMENT($until) }.
guide-stand-in-open = See the question
guide-stand-in-question = { $name } asks you to be the stand-in for: <b>{ $words }</b>

    Does { $name } not know? Then the question comes to you. Whoever asked it reads your name then. You may always say no and always stop.
guide-stand-in-yes = Yes, that is fine
guide-stand-in-no = Rather not
guide-stand-in-declined = Fine. I tell nobody that you said no.
guide-stand-in-accepted = <b>{ $name }</b> is your stand-in now for: { $words }
guide-open = Look
guide-stand-in-mine = You are the stand-in of { $name } for: <b>{ $words }</b>
guide-stand-in-stop = Stop as stand-in
guide-stand-in-stopped = All right. You are no stand-in here any more.
guide-stand-in-over = You are no longer the stand-in for <b>{ $name }</b> at: { $words }. The topic has changed. You need not do anything.
guide-own-stand-in = You can’t be your own stand-in. Send the link to somebody else.
look-title = whom you need
look-ask-words = What is your question about? Tell it in your own words.
    Who sees this? Only you. Only when you choose somebody, they can read it.
    Tip: tap the microphone on your keyboard.
look-help-words = For example: who looks after the grass? Or: my street light is broken.
look-name-words = My question
guide-found = <b>Who knows more about this?</b>
    { $words }
    { $lines }

    { $along }
guide-found-nobody = Nobody is in the guide about this yet. It is a good question all the same:
    { $words }

    { $along }
    You can also search for a neighbour who helps.
guide-person =
    { "" }
    <b>{ $name }</b>: { $words }
    { $rest }
guide-why-tag = Why: it fits your question ({ TAG($tag) }).
guide-why-near = Why: they are close. Your question: { TAG($sought) }. Here: { TAG($offered) }.
guide-why-words = Why: it is like what you wrote.
guide-along = Don’t know whom to ask? <b>{ $name }</b> searches along with you.
guide-along-connectors = Don’t know whom to ask? A neighbourhood connector searches along with you.
guide-to = Ask { $name }
guide-to-along = { $name } helps
guide-to-connector = Ask a connector
guide-seek = Find a neighbour
guide-somebody-else = Ask somebody else
guide-line = Guide
guide-line-stand-in = Stand-in for { $name }: { $words }

### asking

guideask-title = your question
guideask-ask-why = Why do you want to speak to this person? One or two sentences will do.
    Who sees this? Only the one you ask, with your name.
    Tip: tap the microphone on your keyboard.
guideask-help-why = Tell briefly what is going on. Then the talk starts well.
guideask-name-why = Why
guideask-ask-hope = What do you hope for?
    Who sees this? Only the one you ask, with your name.
    Tip: tap the microphone on your keyboard.
guideask-help-hope = For example: that we go and look together. Or: that I know what happens next.
guideask-name-hope = What I hope for
guideask-preview = <b>This is how it arrives</b>
    Why: { $why }
    Hope: { $hope }
    { $lines }

    Who sees this? Only the one you ask, with your name. If they don’t know, they may pass it on to a stand-in or a connector. You hear that.
guide-yourself = This is you. Choose somebody else, or find a neighbour with /seek.
guide-person-away = This person is not there now. Ask somebody else with /guide, or find a neighbour with /seek.
guide-asked-already = You asked this person something already. You hear it as soon as there is an answer. With /my you see how it stands.
guide-asked-enough = You have { $most } questions that are still open. After an answer you can ask something again. With /my you see how it stands. You can always find a neighbour with /seek.
guide-nobody-else = I know nobody else now. You can still answer, or find a neighbour with /seek.
guide-sent = I passed your question on to { $name }. Is there no answer in a week? Then I tell you so.
guide-over = This question has moved on already. You need not do anything.
guide-not-yet = There is no answer yet. As soon as there is, you can write back.
guide-connector = a neighbourhood connector
guide-asked-waiting = <b>{ $name }</b> asks you something: { $words }

    Why: { $why }
    Hope: { $hope }

    What do you want to do? You may give a date even if you don’t know the answer yet.
guide-arrived = { $by } passed a question on to you.

    { $body }
guide-asked-along = You are a connector. Can you search along? The other reads your name only when you answer or give a date.

    { $body }
guide-asked-promised = You promised <b>{ $name }</b>: you hear from me, by { DAY($day) } at the latest.

    The question: { $words }
    Why: { $why }
    Hope: { $hope }
guide-asked-done = Done, thank you. The question of <b>{ $name }</b> was: { $words }
guide-asked-declined = You said that you can’t do this. <b>{ $name }</b> heard so, with another way.

    The question was: { $words }
guide-asked-ended = This question is over. You need not do anything.
guide-promise = You hear from me
guide-new-day = New date
guide-done = Done
guide-pass = I know somebody else
guide-cannot = I can’t do this
guide-choose-day = When does { $name } hear from you? { $name } reads this date and your name.
guide-day = { DAY($day, style: "short") }
guide-other-day = Another day
guide-promise-send = Yes, I promise
guideday-title = your promise
guideday-ask-day = By which day does the other hear from you?
    Who sees this? Only the one who asked you, with your name.
    Tip: tap the microphone on your keyboard.
guideday-help-day = For example: next week Friday, or 12 June.
guideday-name-day = The day
guideday-preview = You hear from me, by { DAY($day) } at the latest.

    Who sees this? Only the one who asked you. Is it right like this?
guide-day-past = That day is over. Name a day that is still to come.
guide-day-far = That is far away. Name a day within { $most } days. You can choose a new date later.
guide-pass-ask = I pass the question of { $name } on to { $to }. { $name } hears so too. All right?
guide-pass-yes = Yes, pass it on
guide-passed = I passed the question of { $name } on to { $to }. You need not do anything more.
guide-cannot-ask = I tell { $name } that you can’t do this, and give another way. All right?
guide-cannot-yes = Yes, tell them
guide-remind-eve = You promised <b>{ $name }</b> to be in touch, by { DAY($day) }. It is about: { $words }
guide-remind-today = Today, { DAY($day) }, <b>{ $name }</b> hears from you. It is about: { $words }

    Can’t you make it? Then feel free to choose a new date.
guide-remind-passed = You wanted to be in touch with <b>{ $name }</b> by { DAY($day) }. I said that nothing came through me yet. Such things happen.

    It is about: { $words }
    What do you want to do now?
guide-nobody-waits = Somebody who asked you something has left. You need not do anything more for this.
guide-no-longer = No longer needed
guide-no-longer-ask = Do you no longer need the answer? I tell { $name }. Then this question stops. All right?
guide-no-longer-told = All right, this question has stopped. I tell { $name }.
guide-told-no-longer = <b>{ $name }</b> no longer needs your answer. You need not do anything more for this.

    The question was: { $words }
guide-mine-waiting = You asked { $name }: { $words }

    There is no answer yet.
guide-mine-promised = You asked: { $words }

    You hear from <b>{ $name }</b>, by { DAY($day) } at the latest.
guide-mine-done = You asked: { $words }

    <b>{ $name }</b> was in touch.
guide-mine-declined = You asked: { $words }

    It is not possible with { $name }. There is surely another way.
guide-mine-ended = You asked: { $words }

    This talk has stopped. There is surely another way.
guide-told-promise = <b>{ $name }</b> says: you hear from me, by { DAY($day) } at the latest.

    You asked: { $words }
guide-told-moved = <b>{ $name }</b> needs more time. You would hear on { DAY($before, style: "short") }. It will be { DAY($day) } at the latest.

    You asked: { $words }
guide-told-done = <b>{ $name }</b> says that it is done. Did you hear nothing yet? Tap ‘{ introduction-answer }’ and write so.

    You asked: { $words }
guide-told-declined = I asked { $name }. It is not possible there. That is not because of your question. There is another way:

    You asked: { $words }
guide-told-passed = Your question went from { $by } to { $to }. They may know more about it.

    You asked: { $words }
guide-told-passed-day = You would hear from { $name } by { DAY($day) }. Nothing came through me yet. You can wait a little, or try something else. Is there nothing on { DAY($until) }? Then this question stops by itself.

    You asked: { $words }
guide-told-silence = A week ago your question went to { $name }. Nothing came through me yet. That can have many reasons. You can wait, or try something else. Is there nothing on { DAY($until) }? Then this question stops by itself.

    You asked: { $words }
guide-told-left = The one you asked has left. Your question can go to somebody else.

    You asked: { $words }
guide-told-ended = This talk does not go on. That can have many reasons.

    It was about: { $words }
guide-stop-ask = Do you want no more contact with this person? Then you can ask each other nothing any more. The other does not hear why.
guide-line-mine = You asked: { $words }
guide-line-to-me = { $name } asked you: { $words }
guidewrite-title = your message
guidewrite-ask-words = What do you want to write? I pass it on at once.
    Who sees this? Only the person with whom you are in contact about this, with your name.
    Tip: tap the microphone on your keyboard.
guidewrite-help-words = Type your message. The other sees your name and your words, not your telephone number.
guidewrite-name-words = My message
guidereport-title = your report
guidereport-ask-words = What happened?
    Who sees this? The admins of your neighbourhood, with your name and that of the other.
    Tip: tap the microphone on your keyboard.
guidereport-help-words = Tell briefly what happened. The contact stops when you send the report.
guidereport-name-words = My report

### privacy

card-erased = This is not here any more. Whoever placed it erased it.
privacy = <b>Your data</b>
    I keep your Telegram number, the name you chose, and what you told me.
    I only use it to connect neighbours. I sell nothing and do not read along in the group.
    With an introduction the other sees your name only when you both say yes.
    Only whoever looks after this bot can reach the computer that it is on.
privacy-nothing = I keep nothing of you. That only begins when you say yes. Type /start if you want to join in.
privacy-what = What do you keep?
privacy-download = Download my data
privacy-erase = Erase everything
privacy-kept = <b>What do I keep, and how long?</b>
    { $lines }

    Do you erase everything? Then nothing of you is left, not even a number. Ideas and groups that others joined stay, without your name. I cannot take away messages that are on somebody else's phone already.
privacy-kept-person = • Your name, number and choices: until you erase them.
privacy-kept-words = • Your ideas, talents and answers: until you erase them.
privacy-kept-lesson = • What the choices of the buurtverbinders teach me, for the whole neighbourhood together. For example: how much does it count that two people are free on the same day? About you I learn nothing.
privacy-kept-hint = • What you tell about a circle of people: at most { $days } days.
privacy-kept-form = • What you half filled in: at most { $days } days.
privacy-kept-message = • What I sent: at most { $days } days.
privacy-kept-trouble = • What went wrong, to try it again: at most { $days } days.
privacy-kept-invitation = • Invitations to the team: at most { $days } days.
privacy-kept-occurrence = • On which days I sent something, without names: at most { $days } days.
privacy-file = This is all I have about you. Who sees this? Only you.
privacy-erase-ask = Do you want to erase everything? Your ideas, talents, answers and your name go. I cannot undo that.
    What you organise is off. Whoever wanted to come hears that.
privacy-download-first = Download first
privacy-erase-sure = Yes, erase everything
privacy-erased = Everything is erased. I know nothing about you any more. Would you like to come back one day? Type /start. All the best!

### mine

mine = <b>Yours</b>
    { $lines }

    Choose what you want to see, change or take away.
mine-nothing = You have not placed anything yet. What do you want to do?
mine-ideas = My ideas
mine-talents = What I can and seek
mine-groups = My groups
mine-sessions = My meetings
mine-introductions = Introductions
mine-guide = Guide
mine-count-ideas = { $count ->
    [one] 1 idea
   *[other] { $count } ideas
  }
mine-count-talents = { $count ->
    [one] 1 thing that you can do or look for
   *[other] { $count } things that you can do or look for
  }
mine-count-groups = { $count ->
    [one] 1 group
   *[other] { $count } groups
  }
mine-count-sessions = { $count ->
    [one] 1 meeting
   *[other] { $count } meetings
  }
mine-count-introductions = { $count ->
    [one] 1 introduction
   *[other] { $count } introductions
  }
mine-count-guide = { $count ->
    [one] 1 thing in the guide
   *[other] { $count } things in the guide
  }
mine-section = <b>{ $title }</b>
    { $lines }
mine-section-empty = There is nothing here any more.
mine-line = { $number }. { $line }
mine-name = { $name }
mine-session = { MOMENT($at) }: { $title } ({ $place })
mine-waiting = An introduction waits for your answer
mine-answer = Answer it
mine-contact = You know { $name } through me
week = <b>My week</b>
    { $lines }
week-quiet = <b>My week</b>
    A quiet week. That is fine too.
    Curious what is going on? Feel free to look around.
week-quiet-suggestion = <b>My week</b>
    A quiet week. That is fine too.
    Feel like something? You are welcome: { $session }
