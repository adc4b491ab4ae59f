// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuescreen.h"

#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/messages.h"
#include "core/leads/leadnowstore.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/sentence.h"

#include <QMenu>

// What is done to a row, by key or from its menu.
namespace updesk
{

void QueueScreen::act(QueueAct act)
{
    const LeadId lead = m_view->currentLead();
    if (lead.isNull())
        return;
    m_reasons->close();
    switch (act) {
    case QueueAct::Call:
        Q_EMIT callLead(lead);
        break;
    case QueueAct::Appointment:
    case QueueAct::Note:
    case QueueAct::Snooze:
    case QueueAct::Emailed:
    case QueueAct::Texted:
        Q_EMIT formWanted(lead, act);
        break;
    case QueueAct::Owner:
        giveAway();
        break;
    case QueueAct::Grade:
        setGradeOf(lead);
        break;
    case QueueAct::Lost:
        closeAsLost(lead);
        break;
    case QueueAct::Unverified:
        markUnverifiedOf(lead);
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
    const auto add = [&](const QString &words, const QString &keys, auto call) {
        QAction *action = menu.addAction(keys.isEmpty() ? words : words + u'\t' + keys);
        connect(action, &QAction::triggered, this, call);
    };
    const auto does = [this](QueueAct what) { return [this, what] { act(what); }; };
    add(tr("Open"), QStringLiteral("Enter"), [this] { Q_EMIT openLead(m_view->currentLead()); });
    add(tr("Call"), QStringLiteral("C"), does(QueueAct::Call));
    menu.addSeparator();
    add(tr("Book an appointment"), QStringLiteral("A"), does(QueueAct::Appointment));
    add(tr("Add a note"), QStringLiteral("N"), does(QueueAct::Note));
    add(tr("Snooze"), QStringLiteral("S"), does(QueueAct::Snooze));
    menu.addSeparator();
    // Where the store has a way out it is written here, else what was sent elsewhere is logged.
    const auto sends = [this](Channel way) {
        const auto can = canSend(m_session.database(), way);
        return can && *can;
    };
    add(sends(Channel::Email) ? tr("Write an email") : tr("Log an email you sent"), QStringLiteral("E"),
        does(QueueAct::Emailed));
    add(sends(Channel::Text) ? tr("Write a text") : tr("Log a text you sent"), QStringLiteral("T"),
        does(QueueAct::Texted));
    add(tr("Give to somebody"), QStringLiteral("O"), does(QueueAct::Owner));
    add(tr("Change the grade"), QStringLiteral("G"), does(QueueAct::Grade));
    add(tr("Close as lost"), QStringLiteral("L"), does(QueueAct::Lost));
    add(tr("Mark as not verified"), QStringLiteral("U"), does(QueueAct::Unverified));
    menu.addSeparator();
    add(tr("Why this score"), QStringLiteral("Space"), [this] {
        const int row = m_view->currentIndex().row();
        m_reasons->openFor(m_model->index(row, QueueModel::Score), false);
    });
    const bool later = m_model->filter().later;
    add(later ? tr("Fold what is due later") : tr("Show what is due later"), {}, [this] { m_view->toggleGroup(5); });
}

} // namespace updesk
