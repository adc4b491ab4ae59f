// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuescreen.h"

#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/messages.h"
#include "core/desk/tones.h"
#include "core/leads/doubt.h"
#include "core/leads/leadnowstore.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/pinning.h"
#include "ui/parts/sentence.h"
#include "ui/parts/tonewords.h"

#include <QMenu>

// What is done to a row, by key or from its menu.
namespace updesk
{

void QueueScreen::act(Letter letter)
{
    const LeadId lead = m_view->currentLead();
    if (lead.isNull())
        return;
    m_reasons->close();
    switch (letter) {
    case Letter::Call:
        Q_EMIT callLead(lead);
        break;
    case Letter::Owner:
        giveAway();
        break;
    case Letter::Grade:
        setGradeOf(lead);
        break;
    case Letter::Lost:
        closeAsLost(lead);
        break;
    case Letter::Unverified:
        markUnverifiedOf(lead);
        break;
    case Letter::Pin:
        turnPin();
        break;
    case Letter::MeansStop:
    case Letter::MeansGoOn: // what a customer said is not undone: whoever says what it means reads it first
        Q_EMIT openLead(lead);
        break;
    default:
        Q_EMIT pageWanted(lead, letter);
        break;
    }
}

void QueueScreen::tell(const Result<DeedId> &done, const QString &words)
{
    if (done)
        Q_EMIT said(words, true);
    else
        Q_EMIT said(sentence(done.error()), false);
}

void QueueScreen::giveAway()
{
    const std::vector<LeadId> leads = m_view->chosen();
    const Rulebook *rules = m_model->words().rules();
    if (leads.empty() || !rules)
        return;
    const auto busy = busyAt(m_session.database(), m_session.now());
    std::vector<ChooseDialog::Choice> choices;
    std::vector<PersonId> people;
    for (const Person &person : rules->people) {
        if (!person.active)
            continue;
        choices.push_back({m_model->words().offered(person, busy ? *busy : BusyPeople{}), {}});
        people.push_back(person.id);
    }
    auto *dialog = new ChooseDialog(
        window(), tr("Give %n lead(s) to", nullptr, int(leads.size())), tr("Name"), std::move(choices));
    connect(dialog, &ChooseDialog::chosen, this, [this, leads, people](int choice, const QString &) {
        const PersonId to = people[std::size_t(choice)];
        const auto done = assign(m_session, leads, to);
        m_view->clearChosen();
        tell(done, tr("%n lead(s) moved to %1.", nullptr, int(leads.size())).arg(m_model->words().person(to)));
    });
    dialog->open();
}

void QueueScreen::setGradeOf(LeadId lead)
{
    std::vector<ChooseDialog::Choice> choices{{tr("complete, ready"), QStringLiteral("A")},
        {tr("complete, vague or later"), QStringLiteral("B")}, {tr("incomplete or doubtful"), QStringLiteral("C")},
        {tr("not a lead we can work"), QStringLiteral("D")}, {tr("By rule"), QStringLiteral("R")}};
    auto *dialog = new ChooseDialog(window(), tr("Grade"), tr("Letter"), std::move(choices));
    connect(dialog, &ChooseDialog::chosen, this, [this, lead](int choice, const QString &) {
        if (choice < 4)
            askGradeReason(lead, choice + 1);
        else
            tell(setGrade(m_session, lead, 0, {}), tr("The grade is by rule again."));
    });
    dialog->open();
}

void QueueScreen::askGradeReason(LeadId lead, int grade)
{
    const QString letter(QChar(u'A' + grade - 1));
    auto *dialog = new ChooseDialog(window(), tr("Why grade %1").arg(letter), tr("Reason"), {});
    connect(dialog, &ChooseDialog::chosen, this, [this, lead, grade, letter](int, const QString &why) {
        tell(setGrade(m_session, lead, grade, why), tr("Graded %1.").arg(letter));
    });
    dialog->open();
}

void QueueScreen::closeAsLost(LeadId lead)
{
    const QStringList codes = lostReasons();
    std::vector<ChooseDialog::Choice> choices;
    for (int i = 0; i < codes.size(); ++i)
        choices.push_back({QueueWords::lostReason(codes[i]), QString(QChar(u'A' + i))});
    auto *dialog = new ChooseDialog(window(), tr("Why is it lost?"), tr("Letter of the reason"), std::move(choices));
    connect(dialog, &ChooseDialog::chosen, this, [this, lead, codes](int choice, const QString &) {
        tell(closeLead(m_session, lead, Closed::Lost, codes[choice]), tr("Closed as lost."));
    });
    dialog->open();
}

void QueueScreen::markUnverifiedOf(LeadId lead)
{
    const auto marked = markUnverified(m_session, lead);
    if (!marked)
        return tell(marked, {});
    const auto now = leadNowOf(m_session.database(), lead);
    if (now && now->clock == LeadNow::Running)
        return tell(marked, tr("Marked as not verified. The clock counts again."));
    tell(marked,
        now && now->clock == LeadNow::Stopped ? tr("Marked as not verified. Another call still stops the clock.")
                                              : tr("Marked as not verified."));
}

void QueueScreen::openMenu(const QPoint &global)
{
    QMenu menu(this);
    addActs(menu);
    menu.exec(global);
}

void QueueScreen::addActs(QMenu &menu)
{
    const int row = m_view->currentIndex().row();
    const QueueRow shown = m_model->line(row).row;
    const auto add = [&](const QString &words, Letter letter) {
        showLetter(menu.addAction(words, this, [this, letter] { act(letter); }), letter);
    };
    const auto other = [&](const QString &words, const QKeySequence &keys, auto call) {
        QAction *action = menu.addAction(words, this, call);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
    };
    other(tr("Open"), Qt::Key_Return, [this] { Q_EMIT openLead(m_view->currentLead()); });
    add(tr("Call"), Letter::Call);
    add(tr("Call another number"), Letter::CallOther);
    menu.addSeparator();
    add(tr("Book an appointment"), Letter::Appointment);
    add(tr("Add a note"), Letter::Note);
    add(tr("Snooze"), Letter::Snooze);
    // Where the store has a way out it is written here, else what was sent elsewhere is logged.
    const auto sends = [this](Channel way) {
        const auto can = canSend(m_session.database(), way);
        return can && *can;
    };
    add(sends(Channel::Email) ? tr("Write an email") : tr("Log an email you sent"), Letter::Email);
    add(sends(Channel::Text) ? tr("Write a text") : tr("Log a text you sent"), Letter::Text);
    menu.addSeparator();
    add(shown.pinned ? tr("Take the pin off") : tr("Pin"), Letter::Pin);
    if (shown.tone != 0)
        other(toneOffAct(shown.tone), {},
            [this, lead = shown.now.id] { tell(takeToneOff(m_session, lead), toneOffDone()); });
    add(tr("Give to somebody"), Letter::Owner);
    add(tr("Change the grade"), Letter::Grade);
    add(tr("Close as lost"), Letter::Lost);
    add(tr("Sold ..."), Letter::Sold);
    add(tr("Mark as not verified"), Letter::Unverified);
    addPeopleActs(menu, shown);
    menu.addSeparator();
    other(tr("Why this score"), Qt::Key_Space,
        [this, row] { m_reasons->openFor(m_model->index(row, QueueModel::Score), false); });
    const bool later = m_model->filter().later;
    other(later ? tr("Fold what is due later") : tr("Show what is due later"), {}, [this] { m_view->toggleGroup(5); });
}

// Who they are, what they drive and what follows: the lead's page opens for it.
void QueueScreen::addPeopleActs(QMenu &menu, const QueueRow &row)
{
    QMenu *more = menu.addMenu(tr("More"));
    const auto add = [&](const QString &words, Letter letter) {
        showLetter(more->addAction(words, this, [this, letter] { act(letter); }), letter);
    };
    if (row.now.nextKind == Task::Kind::Decide && isDoubt(row.now.nextKind, row.now.nextChannel))
        add(tr("Read the words that may mean stop"), Letter::MeansStop);
    add(tr("Correct their details ..."), Letter::Details);
    add(tr("May they be contacted? ..."), Letter::Consent);
    add(tr("Merge with a possible duplicate"), Letter::Merge);
    add(tr("Not the same person"), Letter::Apart);
    add(tr("Same household as ..."), Letter::Household);
    add(tr("Who buys together with them ..."), Letter::CoBuyer);
    add(tr("Vehicles they own ..."), Letter::Garage);
    more->addSeparator();
    add(tr("Figure a payment ..."), Letter::Payment);
    add(tr("Appraise the trade-in ..."), Letter::Appraise);
    add(tr("Follow-up ..."), Letter::FollowUp);
}

// A mark for oneself: no deed, so it has a way back of its own.
void QueueScreen::turnPin()
{
    const LeadId lead = m_view->currentLead();
    const int row = m_model->rowOf(lead);
    if (row < 0)
        return;
    const Pinning done = pinning(m_session, lead, m_model->line(row).row.name, !m_model->line(row).row.pinned);
    Q_EMIT saidWithWayBack(done.words, done.back);
}

} // namespace updesk
