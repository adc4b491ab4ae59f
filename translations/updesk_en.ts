<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>BoardWords</name>
    <message numerus="yes">
        <source>%n tries</source>
        <translation>
            <numerusform>%n try</numerusform>
            <numerusform>%n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::PresentStrip</name>
    <message numerus="yes">
        <source>%n people are still logged in as present, though the showroom has closed since they came.</source>
        <translation>
            <numerusform>%n person is still logged in as present, though the showroom has closed since they came.</numerusform>
            <numerusform>%n people are still logged in as present, though the showroom has closed since they came.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LengthWords</name>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::LeadMessages</name>
    <message numerus="yes">
        <source>%n more in the list of messages.</source>
        <translation>
            <numerusform>%n more in the list of messages.</numerusform>
            <numerusform>%n more in the list of messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskStatus</name>
    <message numerus="yes">
        <source>%n message(s) to look at</source>
        <translation>
            <numerusform>%n message to look at</numerusform>
            <numerusform>%n messages to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) queued</source>
        <translation>
            <numerusform>%n message queued</numerusform>
            <numerusform>%n messages queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateWords</name>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lead(s) would get none: a field has no value there.</source>
        <translation>
            <numerusform>%n lead would get none: a field has no value there.</numerusform>
            <numerusform>%n leads would get none: a field has no value there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::DeskSection</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaptureWords</name>
    <message numerus="yes">
        <source>You have %n unsaved forms. The newest is a walk-in from %1</source>
        <translation>
            <numerusform>You have %n unsaved form. It is a walk-in from %1</numerusform>
            <numerusform>You have %n unsaved forms. The newest is a walk-in from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have %n unsaved forms. The newest is a phone-up from %1</source>
        <translation>
            <numerusform>You have %n unsaved form. It is a phone-up from %1</numerusform>
            <numerusform>You have %n unsaved forms. The newest is a phone-up from %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::DeskBusy</name>
    <message numerus="yes">
        <source>%n minutes, until %1</source>
        <translation>
            <numerusform>%n minute, until %1</numerusform>
            <numerusform>%n minutes, until %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::DeskLists</name>
    <message numerus="yes">
        <source>It is %n day(s) old: too old to call by. Import a new one.</source>
        <translation>
            <numerusform>It is %n day old: too old to call by. Import a new one.</numerusform>
            <numerusform>It is %n days old: too old to call by. Import a new one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is %n day(s) old. A new one is needed after %1.</source>
        <translation>
            <numerusform>It is %n day old. A new one is needed after %1.</numerusform>
            <numerusform>It is %n days old. A new one is needed after %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::DeskSettings</name>
    <message numerus="yes">
        <source>Messages stay for %n second(s).</source>
        <translation>
            <numerusform>Messages stay for %n second.</numerusform>
            <numerusform>Messages stay for %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this computer is %n minute(s) off. Set it right.</source>
        <translation>
            <numerusform>The clock of this computer is %n minute off. Set it right.</numerusform>
            <numerusform>The clock of this computer is %n minutes off. Set it right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::DeskWindow</name>
    <message numerus="yes">
        <source>%n lead(s) imported.</source>
        <translation>
            <numerusform>%n lead imported.</numerusform>
            <numerusform>%n leads imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) were here already.</source>
        <translation>
            <numerusform>%n document was here already.</numerusform>
            <numerusform>%n documents were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read and wait(s) for you.</source>
        <translation>
            <numerusform>%n could not be read and waits for you.</numerusform>
            <numerusform>%n could not be read and wait for you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be opened.</source>
        <translation>
            <numerusform>%n file could not be opened.</numerusform>
            <numerusform>%n files could not be opened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lead(s) or form(s) in it were typed here. They can move to your own store first, with their notes and visits. Calls and notes on invented people go with the sample.</source>
        <translation>
            <numerusform>%n lead or form in it was typed here. It can move to your own store first, with its notes and visits. Calls and notes on invented people go with the sample.</numerusform>
            <numerusform>%n leads or forms in it were typed here. They can move to your own store first, with their notes and visits. Calls and notes on invented people go with the sample.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n second(s) left</source>
        <extracomment>%1: &quot;3 minutes&quot;, %n: seconds</extracomment>
        <translation>
            <numerusform>%1 %n second left</numerusform>
            <numerusform>%1 %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close: %1 %n second(s) left</source>
        <translation>
            <numerusform>Close: %1 %n second left</numerusform>
            <numerusform>Close: %1 %n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GateWords</name>
    <message numerus="yes">
        <source>Unsubscribing has to work for %n day(s).</source>
        <translation>
            <numerusform>Unsubscribing has to work for %n day.</numerusform>
            <numerusform>Unsubscribing has to work for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::Door</name>
    <message numerus="yes">
        <source>This is not the PIN. %n try(s) left.</source>
        <translation>
            <numerusform>This is not the PIN. %n try left.</numerusform>
            <numerusform>This is not the PIN. %n tries left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong codes. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Too many wrong codes. Try again in %n minute.</numerusform>
            <numerusform>Too many wrong codes. Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::FactPanel</name>
    <message numerus="yes">
        <source>Household: %n other(s)</source>
        <translation>
            <numerusform>Household: %n other</numerusform>
            <numerusform>Household: %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more vehicle(s)</source>
        <translation>
            <numerusform>And %n more vehicle</numerusform>
            <numerusform>And %n more vehicles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::FolderWatch</name>
    <message numerus="yes">
        <source>%n file(s) lie in it. Each is read and moved to the folder done or failed inside it. None is deleted.</source>
        <translation>
            <numerusform>%n file lies in it. It is read and moved to the folder done or failed inside it. It is not deleted.</numerusform>
            <numerusform>%n files lie in it. Each is read and moved to the folder done or failed inside it. None is deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeadWords</name>
    <message numerus="yes">
        <source>In stock, %n day(s) on lot</source>
        <translation>
            <numerusform>In stock, %n day on lot</numerusform>
            <numerusform>In stock, %n days on lot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lead %n min old</source>
        <translation>
            <numerusform>Lead %n min old</numerusform>
            <numerusform>Lead %n min old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lead %n h old</source>
        <translation>
            <numerusform>Lead %n h old</numerusform>
            <numerusform>Lead %n h old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lead %n day(s) old</source>
        <translation>
            <numerusform>Lead %n day old</numerusform>
            <numerusform>Lead %n days old</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::MatchPanel</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Already here? %n found</source>
        <translation>
            <numerusform>Already here? %n found</numerusform>
            <numerusform>Already here? %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::NewChip</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>%n new above</numerusform>
            <numerusform>%n new above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeWords</name>
    <message numerus="yes">
        <source>The do-not-call list gets too old in %n day(s). Import a new one</source>
        <translation>
            <numerusform>The do-not-call list gets too old in %n day. Import a new one</numerusform>
            <numerusform>The do-not-call list gets too old in %n days. Import a new one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The do-not-call list is %n day(s) old: too old to call by. Import a new one</source>
        <translation>
            <numerusform>The do-not-call list is %n day old: too old to call by. Import a new one</numerusform>
            <numerusform>The do-not-call list is %n days old: too old to call by. Import a new one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) without business for long could be erased</source>
        <translation>
            <numerusform>%n customer without business for long could be erased</numerusform>
            <numerusform>%n customers without business for long could be erased</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 gave you %n lead(s)</source>
        <translation>
            <numerusform>%1 gave you %n lead</numerusform>
            <numerusform>%1 gave you %n leads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your leads went to %1</source>
        <translation>
            <numerusform>%n of your leads went to %1</numerusform>
            <numerusform>%n of your leads went to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import done: %n lead(s)</source>
        <translation>
            <numerusform>Import done: %n lead</numerusform>
            <numerusform>Import done: %n leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::Palette</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanIssues</name>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps fall in quiet hours, will move to %1</source>
        <translation>
            <numerusform>%n step falls in quiet hours, will move to %1</numerusform>
            <numerusform>%n steps fall in quiet hours, will move to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanWords</name>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people moved to the new version.</source>
        <translation>
            <numerusform>%n person moved to the new version.</numerusform>
            <numerusform>%n people moved to the new version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 people were moved to the new version. %2</source>
        <translation>
            <numerusform>%n of %1 people was moved to the new version. %2</numerusform>
            <numerusform>%n of %1 people were moved to the new version. %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 people were moved. The others finish the version they began.</source>
        <translation>
            <numerusform>%n of %1 people was moved. The others finish the version they began.</numerusform>
            <numerusform>%n of %1 people were moved. The others finish the version they began.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::PlanEditor</name>
    <message numerus="yes">
        <source>%n in it now</source>
        <translation>
            <numerusform>%n in it now</numerusform>
            <numerusform>%n in it now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n people to step %1 of the new version</source>
        <translation>
            <numerusform>Move %n person to step %1 of the new version</numerusform>
            <numerusform>Move %n people to step %1 of the new version</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::QueueScreen</name>
    <message numerus="yes">
        <source>Give %n lead(s) to</source>
        <translation>
            <numerusform>Give %n lead to</numerusform>
            <numerusform>Give %n leads to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lead(s) moved to %1.</source>
        <translation>
            <numerusform>%n lead moved to %1.</numerusform>
            <numerusform>%n leads moved to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreWords</name>
    <message numerus="yes">
        <source>Wants to buy within %n day(s)</source>
        <translation>
            <numerusform>Wants to buy within %n day</numerusform>
            <numerusform>Wants to buy within %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Came back %n time(s)</source>
        <translation>
            <numerusform>Came back %n time</numerusform>
            <numerusform>Came back %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quiet for %n day(s)</source>
        <translation>
            <numerusform>Quiet for %n day</numerusform>
            <numerusform>Quiet for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Says they buy within %n day(s)</source>
        <translation>
            <numerusform>Says they buy within %n day</numerusform>
            <numerusform>Says they buy within %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message numerus="yes">
        <source>This desk was away for %n day(s); it must be filled again. Your unsent changes are kept and are sent first.</source>
        <translation>
            <numerusform>This desk was away for %n day; it must be filled again. Your unsent changes are kept and are sent first.</numerusform>
            <numerusform>This desk was away for %n days; it must be filled again. Your unsent changes are kept and are sent first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) waiting.</source>
        <translation>
            <numerusform>%n change waiting.</numerusform>
            <numerusform>%n changes waiting.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need attention</source>
        <translation>
            <numerusform>%n change needs attention</numerusform>
            <numerusform>%n changes need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for others to sign in</source>
        <translation>
            <numerusform>%n change waits for others to sign in</numerusform>
            <numerusform>%n changes wait for others to sign in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of %1 cannot be sent</source>
        <translation>
            <numerusform>%n change of %1 cannot be sent</numerusform>
            <numerusform>%n changes of %1 cannot be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for %1 to sign in</source>
        <translation>
            <numerusform>%n change waits for %1 to sign in</numerusform>
            <numerusform>%n changes wait for %1 to sign in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for a newer server</source>
        <translation>
            <numerusform>%n change waits for a newer server</numerusform>
            <numerusform>%n changes wait for a newer server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>updesk::TopBar</name>
    <message numerus="yes">
        <source>Open the notices, %n new</source>
        <translation>
            <numerusform>Open the notices, %n new</numerusform>
            <numerusform>Open the notices, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoWords</name>
    <message numerus="yes">
        <source>%n thing(s) stayed, changed since.</source>
        <translation>
            <numerusform>%n thing stayed, changed since.</numerusform>
            <numerusform>%n things stayed, changed since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EraseWords</name>
    <message numerus="yes">
        <source>Their %n lead(s) stay without a name.</source>
        <translation>
            <numerusform>Their %n lead stays without a name.</numerusform>
            <numerusform>Their %n leads stay without a name.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnmergeWords</name>
    <message numerus="yes">
        <source>%n thing(s) stayed, changed since.</source>
        <translation>
            <numerusform>%n thing stayed, changed since.</numerusform>
            <numerusform>%n things stayed, changed since.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older thing(s) are not on this desk and stayed.</source>
        <translation>
            <numerusform>%n older thing is not on this desk and stayed.</numerusform>
            <numerusform>%n older things are not on this desk and stayed.</numerusform>
        </translation>
    </message>
</context>
</TS>
