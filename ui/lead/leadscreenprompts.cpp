// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/freeslot.h"
#include "core/base/text.h"
#include "core/desk/gate.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/tones.h"
#include "ui/lead/buyerask.h"
#include "ui/lead/callbar.h"
#include "ui/lead/leadmodel.h"
#include "ui/lead/leadscreen.h"
#include "ui/lead/scriptpanel.h"
#include "ui/parts/banner.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/parts/tonewords.h"

#include <QLayout>

// What the panel asks in a line or by letters, and the verbs behind it.
namespace updesk
{

namespace
{

constexpr Time kSoon = 2 * kDay; ///< of visits set within 48 hours more are kept (S7.1)

} // namespace

void LeadScreen::ask(Prompt prompt)
{
    m_banner->setWords({});
    m_callBar->setQuestion(nullptr);
    m_prompt->setProperty("note", false);
    m_promptBox->layout()->addWidget(m_prompt);
    m_promptBox->show();
    m_prompt->tellLeft(); // the same question may be asked again
    if (prompt.keeps)
        putBack(prompt);
    m_prompt->ask(std::move(prompt));
    bringIntoView(m_promptBox);
}

void LeadScreen::askInCall(Prompt prompt)
{
    m_prompt->setProperty("note", false);
    m_promptBox->hide();
    m_callBar->setQuestion(m_prompt);
    m_prompt->ask(std::move(prompt));
    bringIntoView(m_callBar);
}

void LeadScreen::did(const Result<DeedId> &deed, const QString &words)
{
    if (!deed) {
        if (m_prompt->isAsking())
            m_prompt->setError(sentence(deed.error()));
        else
            tell(deed.error());
        return;
    }
    m_prompt->close();
    Q_EMIT said(words, !deed->isNull());
}

void LeadScreen::tell(const QString &words)
{
    m_banner->setAction({});
    m_banner->setWords(words);
}

void LeadScreen::tell(const Error &error)
{
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("do_not_contact"))
        return tell(tr("%1 asked not to be contacted. Calls, texts and emails are off.").arg(m_model->name()));
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("no_phone"))
        return tell(tr("There is no phone to call. Find another way and write it in a note."));
    tell(sentence(error));
}

PhraseHabits LeadScreen::habits(Toward toward) { return regionHabits(toward); }

QString LeadScreen::wrongTime(const Error &error) const
{
    if (error.subject == QLatin1String("past"))
        return tr("That time has passed.");
    return tr("Type a day and a time: “sat 10”, “tomorrow 5pm”, “2h”.");
}

PersonId LeadScreen::receiver() const
{
    return m_model->lead().owner.isNull() ? m_session.person() : m_model->lead().owner;
}

// A name is found by the beginning of any of its words, active people only; two that fit are none.
PersonId LeadScreen::personTyped(const QString &text) const
{
    const QString wanted = foldedWords(text).join(u' ');
    const Rulebook *rules = m_model->words().rules();
    if (wanted.isEmpty() || !rules)
        return {};
    PersonId found;
    for (const Person &person : rules->people) {
        const QString name = foldedWords(person.name).join(u' ');
        if (!person.active || !(name.startsWith(wanted) || name.contains(u' ' + wanted)))
            continue;
        if (!found.isNull())
            return name == wanted ? person.id : PersonId{};
        found = person.id;
    }
    return found;
}

QString LeadScreen::firstSlot() const
{
    const Rulebook *rules = m_model->words().rules();
    if (!rules)
        return {};
    const Time now = m_session.now();
    const auto booked = bookedTimes(m_session.database(), receiver(), now - kVisitLength, now + 60 * kDay);
    const Time slot = nextFreeSlot(rules->showroom, booked ? *booked : std::vector<Time>{}, now);
    if (slot == 0)
        return {};
    const QString who = m_model->words().fullName(receiver()).section(u' ', 0, 0);
    const QString when = m_model->words().momentWithTime(slot, now);
    //: a time to type over and who receives the customer: "Fri 10:00 Dana"
    return who.isEmpty() ? when : tr("%1 %2").arg(when, who);
}

// "sat 10 omar": a time, and perhaps whom the customer comes to.
Result<LeadScreen::VisitRead> LeadScreen::readVisit(const QString &typed) const
{
    auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    const auto time = [&](const QString &text) {
        return readTimePhrase(text, (*rules)->showroom, m_session.now(), habits());
    };
    auto whole = time(typed);
    if (whole)
        return VisitRead{*whole, receiver()};
    const QStringList words = typed.simplified().split(u' ');
    for (qsizetype names = 1; names <= 2 && names < words.size(); ++names) {
        const PersonId person = personTyped(words.mid(words.size() - names).join(u' '));
        if (person.isNull())
            continue;
        auto rest = time(words.mid(0, words.size() - names).join(u' '));
        return rest ? Result<VisitRead>(VisitRead{*rest, person}) : Result<VisitRead>(rest.error());
    }
    return whole.error();
}

Prompt LeadScreen::visitPrompt(std::function<void(const VisitRead &)> take)
{
    Prompt prompt;
    prompt.title = tr("When do they come?");
    prompt.verb = tr("Book the visit");
    prompt.placeholder = tr("sat 10, tomorrow 5pm, 3/14 10:30");
    prompt.text = firstSlot();
    // The time that was agreed on beside the script is not typed twice.
    if (const QString said = m_script->model()->said(m_model->id(), StepAnswer::Visit); readVisit(said))
        prompt.text = said;
    BuyerAsk(*m_model, *m_script->model(), *m_prompt, [this](const QString &words) {
        Q_EMIT said(words, true);
    }).lay(prompt);
    prompt.read = [this](const QString &typed) -> PromptReading {
        const auto visit = readVisit(typed);
        if (!visit)
            return {wrongTime(visit.error()), false};
        const LeadWords &words = m_model->words();
        const QString when = words.momentWithTime(visit->time.at, m_session.now());
        const QString who = words.fullName(visit->receiver);
        const QString what = who.isEmpty() ? when : tr("%1 with %2", "a visit: when, with whom").arg(when, who);
        if (visit->time.closed)
            return {tr("%1. The showroom is closed then.").arg(what), true};
        if (visit->time.at - m_session.now() > kSoon)
            return {tr("%1. Visits within 48 hours are kept more often.").arg(what), true};
        return {what, true};
    };
    prompt.take = [this, take](const QString &typed) {
        if (const auto visit = readVisit(typed))
            take(*visit);
    };
    return prompt;
}

Prompt LeadScreen::timePrompt(const QString &title, const QString &verb, std::function<void(Time)> take)
{
    Prompt prompt;
    prompt.title = title;
    prompt.verb = verb;
    prompt.placeholder = tr("2h, tomorrow, tue 5pm");
    const auto read = [this](const QString &typed) -> Result<TimeRead> {
        auto rules = m_session.rules();
        if (!rules)
            return rules.error();
        return readTimePhrase(typed, (*rules)->hours, m_session.now(), habits());
    };
    prompt.read = [this, read](const QString &typed) -> PromptReading {
        const auto found = read(typed);
        if (!found)
            return {wrongTime(found.error()), false};
        const QString when = m_model->words().momentWithTime(found->at, m_session.now());
        if (const auto quiet = quietFor(m_session, m_model->id(), found->at); quiet && quiet->quiet)
            return {LeadWords::nightWarning(when, *quiet), true};
        return {found->closed ? tr("%1. We are closed then.").arg(when) : when, true};
    };
    prompt.take = [read, take](const QString &typed) {
        if (const auto found = read(typed))
            take(found->at);
    };
    return prompt;
}

// The better time that they named beside the script is not typed twice.
Prompt LeadScreen::callBackPrompt(std::function<void(Time)> take)
{
    Prompt prompt = timePrompt(tr("Call back when?"), tr("Book the call"), std::move(take));
    if (const QString said = m_script->model()->said(m_model->id(), StepAnswer::BestTime); prompt.read(said).good)
        prompt.text = said;
    return prompt;
}

void LeadScreen::askVisit()
{
    ask(visitPrompt([this](const VisitRead &visit) {
        const QString when = m_model->words().momentWithTime(visit.time.at, m_session.now());
        const QString who = m_model->words().person(visit.receiver);
        did(bookVisit(m_session, m_model->id(), visit.time.at, visit.receiver),
            who.isEmpty() ? tr("Visit set for %1.").arg(when) : tr("Visit set for %1 with %2.").arg(when, who));
    }));
}

void LeadScreen::askSnooze()
{
    ask(timePrompt(tr("Snooze until when?"), tr("Snooze"), [this](Time until) {
        did(snooze(m_session, m_model->id(), until),
            tr("Snoozed until %1.").arg(m_model->words().momentWithTime(until, m_session.now())));
    }));
}

void LeadScreen::askNote()
{
    Prompt prompt;
    prompt.title = tr("Note");
    prompt.verb = tr("Save the note");
    prompt.placeholder = tr("What is worth knowing");
    prompt.read = [](const QString &typed) -> PromptReading { return {{}, !typed.trimmed().isEmpty()}; };
    prompt.keeps = true;
    prompt.take = [this](const QString &typed) { did(addNote(m_session, m_model->id(), typed), tr("Note saved.")); };
    ask(std::move(prompt));
    m_prompt->setProperty("note", true);
}

// What was half typed when its writer left the question, the lead or the desk stands there again, until it is taken.
void LeadScreen::putBack(Prompt &prompt)
{
    const std::tuple of{m_session.person(), m_model->id(), prompt.title};
    if (const auto half = m_halfTyped.find(of); half != m_halfTyped.end())
        prompt.text = half->second;
    prompt.left = [this, of](const QString &typed) {
        if (typed.trimmed().isEmpty())
            m_halfTyped.erase(of);
        else
            m_halfTyped[of] = typed.trimmed();
    };
    prompt.take = [this, of, take = std::move(prompt.take)](const QString &typed) {
        take(typed);
        if (!m_prompt->isAsking())
            m_halfTyped.erase(of);
    };
}

void LeadScreen::askOwner()
{
    Prompt prompt;
    prompt.title = tr("Give to whom?");
    prompt.verb = tr("Give");
    prompt.placeholder = tr("First letters of the name");
    const auto read = busyAt(m_session.database(), m_session.now());
    prompt.read = [this, busy = read ? *read : BusyPeople{}](const QString &typed) -> PromptReading {
        const PersonId person = personTyped(typed);
        QStringList names;
        if (const Rulebook *rules = m_model->words().rules()) {
            if (const Person *chosen = rules->person(person))
                return {m_model->words().offered(*chosen, busy), true};
            for (const Person &one : rules->people)
                if (one.active)
                    names << m_model->words().offered(one, busy);
        }
        return {typed.trimmed().isEmpty() ? names.mid(0, 12).join(QStringLiteral(", "))
                                          : tr("Nobody, or several, have this name."),
            false};
    };
    prompt.take = [this](const QString &typed) {
        const PersonId person = personTyped(typed);
        const LeadId lead = m_model->id();
        did(assign(m_session, std::span(&lead, 1), person),
            tr("Lead moved to %1.").arg(m_model->words().person(person)));
    };
    ask(std::move(prompt));
}

void LeadScreen::askGrade()
{
    Prompt prompt;
    prompt.title = tr("Which grade?");
    prompt.answers = {
        {QStringLiteral("A"), tr("Complete, a vehicle named, within 30 days"), [this] { askGradeWhy(1); }},
        {QStringLiteral("B"), tr("Complete, vague or later"), [this] { askGradeWhy(2); }},
        {QStringLiteral("C"), tr("Incomplete or doubtful"), [this] { askGradeWhy(3); }},
        {QStringLiteral("D"), tr("Duplicate, spam, not viable"), [this] { askGradeWhy(4); }},
        {QStringLiteral("R"), tr("As the rule says"),
            [this] { did(setGrade(m_session, m_model->id(), 0, {}), tr("Graded by the rule again.")); }}};
    ask(std::move(prompt));
}

void LeadScreen::askGradeWhy(int grade)
{
    Prompt prompt;
    const QString letter = LeadWords::grade(grade);
    prompt.title = tr("Why grade %1?").arg(letter);
    prompt.verb = tr("Set the grade");
    prompt.keeps = true;
    prompt.read = [](const QString &typed) -> PromptReading {
        return typed.trimmed().isEmpty() ? PromptReading{tr("A reason is kept with the grade."), false}
                                         : PromptReading{};
    };
    prompt.take = [this, grade, letter](const QString &typed) {
        did(setGrade(m_session, m_model->id(), grade, typed), tr("Grade set to %1.").arg(letter));
    };
    ask(std::move(prompt));
}

void LeadScreen::askLost()
{
    if (m_model->lead().closed != Closed::Open)
        return tell(tr("This lead is closed already. Reopen it under More."));
    Prompt prompt;
    prompt.title = tr("Why is it lost?");
    QChar letter = u'A';
    for (const QString &code : lostReasons()) {
        prompt.answers.push_back({QString(letter), LeadWords::lostReason(code), [this, code] {
                                      did(closeLead(m_session, m_model->id(), Closed::Lost, code),
                                          tr("Closed as lost: %1.").arg(LeadWords::lostReason(code)));
                                  }});
        letter = QChar(letter.unicode() + 1);
    }
    ask(std::move(prompt));
}

void LeadScreen::askDoNotContact()
{
    Prompt prompt;
    prompt.title = tr("No calls, texts or emails any more?");
    prompt.verb = tr("Do not contact");
    prompt.keeps = true;
    prompt.placeholder = tr("In the customer's words, when they said it");
    prompt.take = [this](const QString &typed) {
        did(doNotContact(m_session, m_model->lead().customer, typed.trimmed()),
            tr("Do not contact: calls, texts and emails are off."));
    };
    ask(std::move(prompt));
}

void LeadScreen::reopen() { did(reopenLead(m_session, m_model->id()), tr("Reopened. It is due now.")); }

void LeadScreen::takeToneOff()
{
    const auto off = updesk::takeToneOff(m_session, m_model->id());
    if (!off && off.error().code == Error::Code::NotFound)
        return tell(toneOffDone()); // somebody else did, or it was answered
    did(off, toneOffDone());
}

void LeadScreen::unverify()
{
    const auto deed = markUnverified(m_session, m_model->id());
    if (!deed && deed.error().code == Error::Code::NotFound)
        return tell(tr("There is no call on this lead to mark."));
    did(deed, tr("The last call is marked as not verified."));
}

} // namespace updesk
