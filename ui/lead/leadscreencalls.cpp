// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/ways.h"
#include "ui/lead/callbar.h"
#include "ui/lead/callgate.h"
#include "ui/lead/dialler.h"
#include "ui/lead/leadmodel.h"
#include "ui/lead/leadscreen.h"
#include "ui/lead/leadwriting.h"
#include "ui/lead/originalsheet.h"
#include "ui/lead/scriptmodel.h"
#include "ui/lead/scriptpanel.h"
#include "ui/lead/timelinemodel.h"
#include "ui/lead/waywords.h"
#include "ui/parts/banner.h"
#include "ui/parts/sentence.h"

// The call: dialling, the outcome and what it means; and the document behind the lead.
namespace updesk
{

void LeadScreen::startCall()
{
    if (m_model->isOpen() && m_model->isErased())
        return tell(Error{Error::Code::Denied, QStringLiteral("erased"), {}});
    callTo({});
}

// Of several numbers one is taken by its digit; those that cannot be called stand below, with the reason.
void LeadScreen::askNumber()
{
    if (!m_model->isOpen() || isOnCall())
        return;
    const auto ways = contactWays(m_session.database(), m_model->id(), Channel::Phone);
    if (!ways)
        return tell(ways.error());
    if (ways->size() < 2)
        return callTo({});
    Prompt prompt;
    prompt.title = tr("Call which number?");
    QStringList others;
    for (const ContactWay &way : *ways) {
        const QString words = WayWords::way(way, m_model->words());
        const int place = int(prompt.answers.size()) + 1;
        if (way.no != ContactWay::No::None || place > 9)
            others << words;
        else
            prompt.answers.push_back({QString::number(place), words, [this, number = way.address] { callTo(number); }});
    }
    prompt.aside = others.join(QStringLiteral(", "));
    if (prompt.answers.empty())
        return callTo({}); // which says why
    ask(std::move(prompt));
}

void LeadScreen::callTo(const QString &number)
{
    if (!m_model->isOpen() || isOnCall())
        return;
    m_number = number;
    m_prompt->close();
    m_banner->setWords({});
    GateAsk which;
    which.address = number;
    const auto verdict = askGate(m_session, m_model->id(), which);
    if (!verdict)
        return tell(verdict.error());
    if (isRefusal(*verdict))
        return tell(Error{Error::Code::Denied, QStringLiteral("do_not_contact"), {}});
    // What the gate says is kept as the call is made or given up, not as it is looked at.
    const auto pass = [this, number](const QString &reason) {
        GateAsk ask;
        ask.reason = reason;
        ask.address = number;
        const auto passed = passGate(m_session, m_model->id(), ask);
        if (!passed)
            return tell(passed.error());
        m_prompt->close();
        return passed->allows() ? dial() : tell(gateRefusal(*passed));
    };
    const bool waits = verdict->says == GateVerdict::Says::Move, goesOn = mayGoOn(m_session, *verdict);
    if (verdict->allows() || !(waits || goesOn))
        return pass({});
    const auto wait = [this](Time at, const QString &opens) {
        did(snooze(m_session, m_model->id(), at), tr("It is a task for %1.").arg(opens));
    };
    const LeadWords &words = m_model->words();
    ask(goesOn ? reasonPrompt(*verdict, words, m_session.now(), wait, pass)
               : waitPrompt(*verdict, words, m_session.now(), wait));
}

void LeadScreen::dial()
{
    const Phone *phone = m_model->phone(m_number);
    if (!phone)
        return tell(Error{Error::Code::Denied, QStringLiteral("no_phone"), {}});
    if (m_model->now().owner.isNull() && !m_session.person().isNull()) { // who calls first has it
        if (auto mine = claimLead(m_session, m_model->id()); !mine)
            return tell(mine.error());
        phone = m_model->phone(m_number);
    }
    if (!phone)
        return;
    const QString number = m_model->words().phone(phone->e164);
    m_dialledAt = m_session.now();
    m_endedAt = m_told = 0;
    hold(true);
    m_callBar->begin(number, !m_dialler.dial(dialLinkOf(m_session.database(), phone->e164)));
    m_call->hide();
    m_timelineModel->setCalling(tr("Calling, attempt %1").arg(m_model->now().attempts + 1));
    focusTarget()->setFocus(Qt::OtherFocusReason);
    if (!m_writing->isOpen())
        m_script->openForCall();
    bringIntoView(m_callBar);
}

void LeadScreen::endCall()
{
    if (!isOnCall())
        return;
    saveAnswers();
    m_dialledAt = m_endedAt = m_told = 0;
    m_prompt->close();
    m_callBar->hide();
    m_call->show();
    m_timelineModel->setCalling({});
    hold(isVisible());
    if (isVisible())
        focusTarget()->setFocus(Qt::OtherFocusReason);
}

// What was written down beside the script belongs to the lead, however the call ended.
void LeadScreen::saveAnswers()
{
    if (const auto saved = m_script->model()->save(); !saved)
        tell(saved.error());
}

void LeadScreen::outcome(Outcome outcome)
{
    CallLog call;
    call.outcome = outcome;
    // What was being written during the call belongs to it.
    if (m_prompt->hasLine() && m_prompt->property("note").toBool())
        call.note = m_prompt->edit()->text().trimmed();
    m_endedAt = m_session.now(); // the call is over now, however long the question after it takes
    switch (outcome) {
    case Outcome::VisitSet:
        return askInCall(visitPrompt([this, call](const VisitRead &visit) mutable {
            call.appointment = visit.time.at;
            call.receiver = visit.receiver;
            log(call);
        }));
    case Outcome::CallBack:
        return askInCall(callBackPrompt([this, call](Time at) mutable {
            call.callBack = at;
            log(call);
        }));
    case Outcome::NotInterested: {
        Prompt why;
        why.title = tr("Why not?");
        QChar letter = u'A';
        for (const QString &code : lostReasons()) {
            why.answers.push_back({QString(letter), LeadWords::lostReason(code), [this, call, code]() mutable {
                                       call.reason = code;
                                       log(call);
                                   }});
            letter = QChar(letter.unicode() + 1);
        }
        return askInCall(std::move(why));
    }
    default:
        log(call);
    }
}

void LeadScreen::log(CallLog call)
{
    call.dialledAt = m_dialledAt;
    call.endedAt = m_endedAt;
    call.told = m_told;
    call.number = m_number;
    const LeadId lead = m_model->id();
    saveAnswers(); // first: undo then begins with the call itself
    const auto logged = logCall(m_session, lead, call);
    if (!logged) {
        if (m_prompt->isAsking())
            m_prompt->setError(sentence(logged.error()));
        else
            tell(logged.error());
        return;
    }
    const QString words = outcomeSentence(call, *logged);
    endCall();
    if (!call.note.isEmpty())
        m_halfTyped.erase({m_session.person(), lead, tr("Note")});
    Q_EMIT said(words, true);
    Q_EMIT nextLead();
}

QString LeadScreen::outcomeSentence(const CallLog &call, const CallLogged &logged) const
{
    const LeadWords &words = m_model->words();
    const Time now = m_session.now();
    QString text;
    switch (call.outcome) {
    case Outcome::VisitSet: {
        const QString who = words.person(call.receiver);
        text = who.isEmpty() ? tr("Visit set for %1.").arg(words.momentWithTime(call.appointment, now))
                             : tr("Visit set for %1 with %2.").arg(words.momentWithTime(call.appointment, now), who);
        break;
    }
    case Outcome::CallBack:
        text = tr("Call back booked for %1.").arg(words.momentWithTime(call.callBack, now));
        break;
    case Outcome::Voicemail:
        text = logged.nextDue ? tr("Voicemail logged. Next call %1.").arg(words.momentWithTime(logged.nextDue, now))
                              : tr("Voicemail logged. No further call is planned.");
        break;
    case Outcome::NoAnswer:
        text = logged.nextDue ? tr("No answer logged. Next call %1.").arg(words.momentWithTime(logged.nextDue, now))
                              : tr("No answer logged. No further call is planned.");
        break;
    case Outcome::WrongNumber:
        text = m_model->phone() ? tr("Wrong number logged. Another number is there to call.")
                                : tr("Wrong number logged. Find another way today.");
        break;
    case Outcome::NotInterested:
        text = tr("Closed as lost: %1.").arg(LeadWords::lostReason(call.reason));
        break;
    case Outcome::DoNotContact:
        text = tr("Do not contact: calls, texts and emails are off.");
        break;
    case Outcome::None:
        break;
    }
    if (call.told > 0)
        //: %1: a sentence on what was logged
        return tr("%1 Counted as told.").arg(text);
    //: %1: a sentence on what was logged
    return logged.verified ? text : tr("%1 Not verified: keyed under 8 s after the dial.").arg(text);
}

Result<TimeRead> LeadScreen::readPast(const QString &typed) const
{
    auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    return readTimePhrase(typed, (*rules)->hours, m_session.now(), habits(Toward::Past));
}

PromptReading LeadScreen::pastReading(const QString &typed) const
{
    const auto found = readPast(typed);
    return found ? PromptReading{m_model->words().momentWithTime(found->at, m_session.now()), true}
                 : PromptReading{wrongTime(found.error()), false};
}

void LeadScreen::askEmailed() { m_writing->writes(Channel::Email) ? m_writing->write(Channel::Email) : logEmailed(); }

void LeadScreen::askTexted() { m_writing->writes(Channel::Text) ? m_writing->write(Channel::Text) : logTexted(); }

// Sent from the person's own mail program or phone: nothing here saw it, so it counts as told.
void LeadScreen::askSent(Channel way)
{
    if (!m_model->isOpen() || way == Channel::None)
        return;
    const bool email = way == Channel::Email;
    if (auto may = mayContact(m_session, m_model->id(), way); !may)
        return tell(may.error());
    if (email ? !m_model->hasEmail() : !m_model->phone())
        return tell(email ? tr("There is no email address that works. Find another way and write it in a note.")
                          : tr("There is no phone to text. Find another way and write it in a note."));
    Prompt prompt;
    prompt.title = email ? tr("When did you send the email?") : tr("When did you send the text?");
    prompt.verb = email ? tr("Log the email") : tr("Log the text");
    prompt.placeholder = tr("Empty: just now. Else 10:04 or 20 min ago");
    prompt.read = [this](const QString &typed) -> PromptReading {
        return typed.trimmed().isEmpty() ? PromptReading{tr("Just now"), true} : pastReading(typed);
    };
    prompt.take = [this, way](const QString &typed) {
        const auto found = typed.trimmed().isEmpty() ? Result<TimeRead>(TimeRead{m_session.now()}) : readPast(typed);
        if (found)
            sent(way, found->at);
    };
    ask(std::move(prompt));
}

void LeadScreen::sent(Channel way, Time at)
{
    GateAsk ask;
    ask.channel = way;
    ask.at = at;
    const LeadId lead = m_model->id();
    const auto verdict = askGate(m_session, lead, ask);
    const auto logged = logSent(m_session, lead, way, at);
    if (const auto kept = logged && verdict ? keepVerdict(m_session, lead, ask, *verdict) : Result<void>(); !kept)
        return m_prompt->setError(sentence(kept.error()));
    if (!logged)
        return m_prompt->setError(sentence(logged.error()));
    const LeadWords &words = m_model->words();
    const QString what =
        way == Channel::Email ? tr("Email logged, counted as told.") : tr("Text logged, counted as told.");
    const QString then = logged->nextDue > 0
        ? tr("Next step %1.").arg(words.momentWithTime(logged->nextDue, m_session.now()))
        : tr("Nothing further is planned.");
    m_prompt->close();
    //: two sentences: what was logged, and when the next step is
    Q_EMIT said(tr("%1 %2").arg(what, then), true);
    Q_EMIT nextLead();
}

void LeadScreen::askTold()
{
    Prompt prompt;
    prompt.title = tr("When did you call from the other phone?");
    prompt.verb = tr("Use this time");
    prompt.placeholder = tr("10:04 or 20 min ago");
    prompt.read = [this](const QString &typed) -> PromptReading {
        return typed.trimmed().isEmpty() ? PromptReading{tr("Then key how it ended, 1 to 7."), false}
                                         : pastReading(typed);
    };
    prompt.take = [this](const QString &typed) {
        const auto found = readPast(typed);
        if (!found)
            return;
        m_told = found->at;
        m_prompt->close();
        m_callBar->setTold(tr("Called at %1").arg(m_model->words().momentWithTime(m_told, m_session.now())));
    };
    askInCall(std::move(prompt));
}

void LeadScreen::showOriginal(OriginalId original)
{
    const auto text = originalText(m_session.database(), original);
    if (!text)
        return tell(text.error());
    if (!m_original)
        m_original = new OriginalSheet(window());
    const QString arrived = m_model->words().momentWithTime(text->arrived, m_session.now());
    //: %1: name of the file or mail, %2: when it came
    m_original->show(*text, text->name.isEmpty() ? arrived : tr("%1, %2").arg(text->name.left(80), arrived));
}

} // namespace updesk
