// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/channels/phonecall.h"
#include "core/desk/filecall.h"

#include <QFile>
#include <QJsonArray>

#include <array>

namespace updesk
{

namespace
{

using How = CallTaken::How;

/// What became of the calls of a table.
struct Taken {
    std::array<int, size_t(How::Nobody) + 1> calls{};
    int of(How how) const { return calls[size_t(how)]; }
};

Result<Taken> takeAll(Session &session, const std::vector<PhoneCall> &calls)
{
    Taken taken;
    for (const PhoneCall &call : calls) {
        const auto one = takeCall(session, call);
        if (!one)
            return one.error();
        ++taken.calls[size_t(one->how)];
        Database::giveWay();
    }
    return taken;
}

void tell(const Command &command, const PhoneTable &table, const Taken &taken)
{
    constexpr size_t kMostFaults = 100;
    QJsonArray faults;
    for (const PhoneTableFault &fault : std::span(table.faults).first(std::min(table.faults.size(), kMostFaults))) {
        faults.append(QJsonObject{{QStringLiteral("line"), fault.line}, {QStringLiteral("code"), fault.code}});
        if (!command.json())
            complain(Words::tr("Line %1 is no call: %2").arg(fault.line).arg(fault.code));
    }
    if (command.json()) {
        command.print({{QStringLiteral("calls"), int(table.calls.size())},
            {QStringLiteral("written"), taken.of(How::Written)}, {QStringLiteral("proves"), taken.of(How::Proves)},
            {QStringLiteral("known"), taken.of(How::Known)}, {QStringLiteral("quarantined"), taken.of(How::Waits)},
            {QStringLiteral("nobody"), taken.of(How::Nobody)}, {QStringLiteral("bad_lines"), int(table.faults.size())},
            {QStringLiteral("bad"), faults}});
        return;
    }
    command.say(Words::tr("%1 calls read: %2 new in the histories, %3 confirm what was logged, %4 were known, %5 of "
                          "unknown callers wait in the quarantine, %6 belong to nobody here; %7 lines are no call.")
                    .arg(table.calls.size())
                    .arg(taken.of(How::Written))
                    .arg(taken.of(How::Proves))
                    .arg(taken.of(How::Known))
                    .arg(taken.of(How::Waits))
                    .arg(taken.of(How::Nobody))
                    .arg(table.faults.size()));
}

} // namespace

int callsCommand(const QStringList &arguments)
{
    Command command("calls", arguments);
    command.positional("FILE", Words::tr("The phone system's list of calls, as docs/phone.md describes it."));
    if (!command.read(1, 1) || !command.openStore())
        return command.status();
    const QString path = command.words().first();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, path, {}});
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const Dealership &dealer = (*rules)->dealership;
    constexpr qint64 kMost = 51 * 1024 * 1024; // what is larger is refused by its size
    const auto table =
        phoneTableIn(file.read(kMost), QTimeZone(dealer.timeZone.toLatin1()), dealer.region, command.session().now());
    if (!table && table.error().subject == QLatin1String("heading"))
        return command.refuse(Words::tr("The first line does not name the columns that are needed. Nothing was read."));
    if (!table)
        return command.refuse(Words::tr("The file is larger than 50 MB. Nothing was read."));
    const auto taken = takeAll(command.session(), table->calls);
    if (!taken)
        return command.fail(taken.error());
    tell(command, *table, *taken);
    return ExitDone;
}

} // namespace updesk
