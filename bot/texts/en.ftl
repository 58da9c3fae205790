### errors

went-wrong = That went wrong. It is not your fault and your words are safe. We will look into it.
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
refused-needs-connector = This is what the buurtverbinders do. Would you like to be one? Ask an admin.
refused-needs-organizer = Only an organiser can do this. Would you like to organise something? Ask an admin.

### general

back = Back
not-after-all = Not after all
fewer-messages = Fewer messages
list-open = { $number } { $title }
list-before = Previous
list-after = Next
went-private = I will write to you in our own chat.

### people

consent = Hi! I am the neighbourhood bot. I help you find people, ideas and meetings near you.

    <b>What do I keep?</b> Your Telegram number, the name you choose, and what you tell me. Only to connect people here. I do not read along in the group.

    <b>Who sees what?</b> Each question says so. With /privacy you see everything and erase everything.

    Are you 16 or older, and is this all right with you?
consent-yes = Yes, I am 16 or older
consent-younger = No, I am younger
consent-younger-answer = Nice that you want to join. Ask somebody at home to bring your idea. I have kept nothing about you.
consent-thanks = Good to have you here! There are three buttons at the bottom of your screen now. They always show you the way back.
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
    • say what they are good at or love to do
    • start a small group, from two people
    • plan a meeting, even just coffee
    • bring an idea, even an unfinished one
way-group = Start a small group
way-session = Plan something
help = <b>Help</b>
    { $parts }
help-everyone = Everything can be done with buttons. Type /start for the menu.
    /idea – bring an idea
    /talent – say what you can do
    /seek – say whom or what you look for
    /group – start a small group
    /meeting – plan something together
    /ideas, /groups, /meetings – look around
    /news – what is going on?
    /my – what is yours
    /settings – language and messages
    /privacy – your data
    /stop – stop a question or messages
help-connector = /card – your connector card
help-organizer = /broadcast – a message to the neighbourhood
help-admin = /team – roles and invitations
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
group-open-bot = Open the bot
group-go-on = Nice! Let us talk on in our own chat.
group-go-on-button = Go on
group-words-unread = You wrote this in the group. I did not read it there. You can delete that message yourself.
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

### team

role-admin = admin
role-organizer = organiser
role-connector = buurtverbinder
role-short-admin = admin
role-short-organizer = organise
role-short-connector = connect
team = <b>The team of { $name }</b>
    { $lines }

    Everyone here can read in /log what the team does.
team-line = { $role }: { $names }
team-button = To the team
team-invite-admin = Invite an admin
team-invite-organizer = Invite an organiser
team-invite-connector = Invite a connector
team-end = End: { $name } { $role }
team-log = Open log
team-replay = Do again: { $incident }
team-replay-wanted = I will try again. The person concerned will see it.
team-last-admin = This is the last admin. Invite another admin first.
team-role-ended = { $name } is no { $role } any more.
role-ended = You are no { $role } any more in { $name }. Thank you for what you did.
role-welcome = You are now { $role } in { $name }. Great that you want to do this!
invitation-made = Forward the message below to one person who wants to be { $role }. After that I will ask you whether it is right.
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
idea-ask-left_out = Who could perhaps not take part? Think of language, money, stairs, time or a screen.
    Who sees this? The whole group. So we can mind it together.
    Tip: tap the microphone on your keyboard.
idea-help-left_out = Name groups, not people. For example: people who work in the daytime. Not sure? Tap Skip.
idea-name-left_out = Who is missing
idea-preview = <b>This is what the group sees:</b>

    💡 <b>{ $title }</b>
    { $details }
    { $cautions }
    Thinking along does not mean that it happens by itself. Together we look for who can contribute.
idea-needs = <b>Still wanted:</b> { $needs }
idea-left-out = <b>We mind this:</b> { $left_out }
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
idea-placed = Your idea ‘{ $title }’ is up. At night I wait until the morning to post it.
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
group-placed = Your small group ‘{ $name }’ is up. I will tell you when somebody wants to join.
group-you-member = You belong to ‘{ $name }’ now. I will tell the person who started it.
group-you-member-toast = You are in. Great!
group-you-waiting = ‘{ $name }’ is full. You are on the waiting list. I will tell you at once when there is a place.
group-you-waiting-toast = You are on the waiting list.
group-you-left = Fine. You no longer belong to ‘{ $name }’.
group-founder-ends = You started this small group. Would you like to stop? Open it and tap ‘End this group’.
group-somebody-member = { $name } joins ‘{ $group }’.
group-somebody-waiting = { $name } is on the waiting list of ‘{ $group }’.
group-place-free = There is a place for you in ‘{ $name }’. You belong to it now.
group-gone = This small group is not there any more.
group-end = End this group
group-end-ask = Would you like to end ‘{ $name }’? Everyone in it will hear.
group-end-sure = Yes, end it
group-ended = ‘{ $name }’ has ended. Thank you for starting it.
group-ended-thanks = The small group ‘{ $name }’ has ended. Thank you for taking part.
groups = <b>Small groups in the neighbourhood</b>
    { $lines }
groups-line = { $number }. { $name }
groups-none = There are no small groups yet. Would you like to start one? Two people are enough.
groups-all = All small groups

### digest

digest-group = <b>What is going on in { $name }?</b>
    { $parts }

    Tap the button to take part. What you write to me does not appear in the group.
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

caution-phone = Mind: there may be a phone number in this. Do you want everybody to read it?
caution-contact = Mind: there may be an e-mail address, name or bank account in this. Do you want everybody to read it?
caution-address = Mind: there may be an address in this. Do you want everybody to know where it is?
caution-health = Mind: this may be about health. Do you want everybody to read it?
caution-debt = Mind: this may be about money trouble. Do you want everybody to read it?
danger = This sounds serious. I am a computer, nobody reads along here right now. I do not keep what you wrote.

    Is there danger now? Call <b>112</b>.
    Do you think about death? Call <b>113</b> or 0800-0113. Free, day and night.
    Is it not safe at home? Call Veilig Thuis: <b>0800-2000</b>. Free, day and night.

### matching

# Why this suggestion? Sentences of bot/matching/reasons.py.
# The parameters are always labels of concepts (or the direction), never a person's own words.
match-reason-tag = { $direction ->
    [learn] One of you wants to learn this, the other can do it: { $tag }.
    [together] You both like doing this together: { $tag }.
   *[other] You both chose { $tag }.
}
match-reason-cue = { $direction ->
    [learn] One wants to learn something the other seems able to do: { $tag }.
    [together] It looks like you both enjoy this: { $tag }.
   *[other] What one of you seeks and the other can do is about { $tag }.
}
match-reason-near = { $offered } is close to { $sought }.
match-reason-words = Your texts are alike.
match-reason-area = You name the same neighbourhood.
match-reason-times = You are free at the same moments.
match-reason-language = You wrote in the same language.

match-caution-avoid = Note: one of the two may rather not do this.
match-caution-weak = Note: I am not sure this fits.
match-caution-near = Note: this is like the question, but not exactly the same.
match-caution-guess = Note: I read this in the text. They did not both choose it themselves.
match-caution-language = Note: they did not write in the same language.
match-caution-times = Note: they are not free at the same moments.
match-caution-busy = Note: this person has been asked more often lately.
match-caution-old = Note: this was told a while ago. Ask whether it is still true.

match-strength-sterk = This fits well
match-strength-mogelijk = This may fit
match-strength-zwak = This probably does not fit

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
settings-quiet = Quiet hours: from { TIME($start) } until { TIME($end) }
settings-no-pause = Pause: no
settings-paused = Pause: until { DAY($until) }
settings-paused-open = Pause: until you start again
settings-change-name = Another name
settings-ask-language = Choose a language
settings-no-news = Turn news off
settings-yes-news = Turn news on
settings-ask-maximum = How many messages
settings-ask-quiet = Quiet hours
settings-ask-pause = Pause
settings-ask-place = Other neighbourhood
settings-resume = Messages on again
settings-language-question = In which language do you want to read me?
settings-maximum-question = How many messages do you want at most in a week?
    What you agreed to always comes. For example a meeting that you said yes to.
settings-quiet-question = When do you want to hear nothing? Choose from when and until when.
    Is something off at the last moment? You do hear that.
settings-pause-question = How long do you want to hear nothing?
    Is something that you said yes to off at the last moment? You do hear that.
settings-place-question = Which neighbourhood do you want to look at?
settings-a-week = { $most } a week
settings-from = from { TIME($at) }
settings-until = until { TIME($at) }
settings-place = { $name }
settings-pause-week = A week
settings-pause-month = A month
settings-pause-open = Until I start again
settings-pause-end = End the pause
language-nl = Nederlands
language-en = English
messages-fewer = Fewer messages? You can. What do you want?
messages-stop-all = Stop all messages
messages-stop-news = Stop only news
messages-less-often = Less often
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
