// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskbusy.h"

#include "core/desk/availability.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/sentence.h"
#include "ui/shell/mainwindow.h"

#include <array>

namespace updesk
{

// The last one: until they say so, which their shift ends as well.
static constexpr std::array<Time, 4> kLengths{15 * kMinute, 30 * kMinute, 60 * kMinute, 0};
static constexpr int kUsual = 1;

DeskBusy::DeskBusy(Session &session, MainWindow &window) : m_session(session), m_window(window) { addCommands(); }

void DeskBusy::addCommands()
{
    const auto add = [this](const char *name, const QString &words, Time length) {
        m_window.commands()->add(
            {.name = QLatin1String(name), .words = words, .icon = Icon::Owner, .run = [this, length] {
                 begin(length);
             }});
    };
    m_window.commands()->add({.name = QStringLiteral("busy"),
        .words = tr("Busy with a customer"),
        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
        .icon = Icon::Owner,
        .run = [this] { turn(); },
        .inUserMenu = true,
        .checked = false});
    add("busy15", tr("Busy for 15 minutes"), kLengths[0]);
    add("busy30", tr("Busy for 30 minutes"), kLengths[1]);
    add("busy60", tr("Busy for an hour"), kLengths[2]);
    add("busyOn", tr("Busy until I am free again"), kLengths[3]);
    m_window.commands()->add({.name = QStringLiteral("busyOther"),
        .words = tr("End somebody's busy time"),
        .icon = Icon::Owner,
        .run = [this] { askWhom(); }});
}

Time DeskBusy::until() const
{
    const auto busy = busyAt(m_session.database(), m_session.now());
    return busy ? busyUntil(*busy, m_session.person()) : 0;
}

QString DeskBusy::time(Time at) const
{
    const auto rules = m_session.rules();
    return DeskWords(rules ? *rules : nullptr).timeOfDay(at);
}

void DeskBusy::write(ShellState &state) const
{
    const Time last = until();
    state.busy = last > 0 ? tr("Busy until %1").arg(time(last)) : QString();
    m_window.commands()->setChecked(QStringLiteral("busy"), last > 0);
}

void DeskBusy::turn()
{
    if (until() > 0)
        end();
    else
        ask();
}

void DeskBusy::ask()
{
    std::vector<ChooseDialog::Choice> choices;
    for (const Time length : kLengths) {
        const auto last = busyEndHere(m_session, length);
        if (!last)
            return Q_EMIT said(sentence(last.error()), false);
        if (*last == 0)
            return Q_EMIT said(tr("Choose who is at the desk first."), false);
        const int minutes = int(length / kMinute);
        if (minutes > 0)
            choices.push_back(
                {tr("%n minutes, until %1", nullptr, minutes).arg(time(*last)), {}, QString::number(minutes)});
        else
            choices.push_back({tr("Until I am free again"), {}});
    }
    auto *dialog = new ChooseDialog(&m_window, tr("Busy with a customer"), tr("Minutes"), std::move(choices));
    connect(dialog, &ChooseDialog::chosen, this, [this](int choice) { begin(kLengths[size_t(choice)]); });
    dialog->openAt(kUsual);
}

void DeskBusy::begin(Time length)
{
    if (m_session.person().isNull())
        return Q_EMIT said(tr("Choose who is at the desk first."), false);
    const auto spell = becomeBusy(m_session, length);
    if (spell)
        Q_EMIT said(tr("Busy until %1. New leads go to others.").arg(time(spell->until)), !spell->deed.isNull());
    else
        Q_EMIT said(sentence(spell.error()), false);
}

void DeskBusy::end()
{
    const auto ended = becomeFree(m_session);
    if (ended)
        Q_EMIT said(tr("You get new leads again."), !ended->isNull());
    else
        Q_EMIT said(sentence(ended.error()), false);
}

void DeskBusy::askWhom()
{
    const auto rules = m_session.rules();
    const auto busy = busyAt(m_session.database(), m_session.now());
    if (!rules || !busy)
        return Q_EMIT said(sentence(!rules ? rules.error() : busy.error()), false);
    if (!(*rules)->mayChangeRules(m_session.person()))
        return Q_EMIT said(tr("A manager ends somebody else's busy time."), false);
    std::vector<ChooseDialog::Choice> choices;
    std::vector<Person> people;
    for (const Person &person : (*rules)->people) {
        if (!person.active || person.id == m_session.person() || busyUntil(*busy, person.id) == 0)
            continue;
        choices.push_back({DeskWords(*rules).offered(person, *busy), {}});
        people.push_back(person);
    }
    if (people.empty())
        return Q_EMIT said(tr("Nobody else is busy."), false);
    auto *dialog = new ChooseDialog(&m_window, tr("Who is free again?"), tr("Name"), std::move(choices));
    connect(dialog, &ChooseDialog::chosen, this, [this, people](int choice) { endOf(people[size_t(choice)]); });
    dialog->openAt(0);
}

void DeskBusy::endOf(const Person &person)
{
    const auto ended = setFree(m_session, person.id);
    if (ended)
        Q_EMIT said(tr("%1 gets new leads again.").arg(person.name), !ended->isNull());
    else
        Q_EMIT said(sentence(ended.error()), false);
}

} // namespace updesk
