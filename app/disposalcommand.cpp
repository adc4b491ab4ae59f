// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/customerargument.h"
#include "app/leadcodes.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/disposal.h"
#include "ui/parts/erasewords.h"

#include <QJsonArray>

namespace updesk
{

static int failed(const Command &command, const Error &error)
{
    const auto is = [&error](Error::Code code, const char *subject) {
        return error.code == code && error.subject == QLatin1String(subject);
    };
    QString why = eraseRefused(error);
    if (is(Error::Code::Denied, "role"))
        why = Words::tr("Only a manager or the principal does this. Nothing was changed.");
    else if (is(Error::Code::Invalid, "reason"))
        why = Words::tr("Say why with --why. Nothing was changed.");
    else if (is(Error::Code::Invalid, "months"))
        why = Words::tr("--months takes off, or a number from 1 to %1. Nothing was changed.").arg(kMostDisposalMonths);
    else if (is(Error::Code::Invalid, "count"))
        why = Words::tr("The number of persons in --count is another. Nobody was erased.");
    return why.isEmpty() ? command.fail(error) : giveUp(ExitRefused, codeOf(error), why);
}

static const char *businessCode(DisposalRow::Business what)
{
    static constexpr const char *kCodes[] = {"known", "inquiry", "visit", "sale"};
    return kCodes[int(what)];
}

static QString businessWords(DisposalRow::Business what)
{
    switch (what) {
    case DisposalRow::Business::Known:
        return Words::tr("first known");
    case DisposalRow::Business::Inquiry:
        return Words::tr("inquiry");
    case DisposalRow::Business::Visit:
        return Words::tr("visit");
    case DisposalRow::Business::Sale:
        return Words::tr("sale");
    }
    return {};
}

/// What holds one back, for programs and for people.
static QStringList holding(const DisposalRow &row, Time before, bool codes)
{
    QStringList all;
    if (!row.hold.isEmpty())
        all << (codes ? QStringLiteral("legal_hold") : Words::tr("legal hold: %1").arg(row.hold));
    if (row.openLead)
        all << (codes ? QStringLiteral("open_lead") : Words::tr("open lead"));
    if (row.visit != 0)
        all << (codes ? QStringLiteral("appointment") : Words::tr("appointment ahead"));
    if (row.contact >= before)
        all << (codes ? QStringLiteral("contact") : Words::tr("recent contact"));
    return all;
}

static QJsonArray jsonOf(const std::vector<DisposalRow> &rows, Time before)
{
    QJsonArray all;
    for (const DisposalRow &row : rows)
        all.append(QJsonObject{{QStringLiteral("customer"), QString::fromLatin1(row.customer.value.hex())},
            {QStringLiteral("name"), row.name}, {QStringLiteral("last"), utcCode(row.last)},
            {QStringLiteral("business"), QLatin1String(businessCode(row.what))},
            {QStringLiteral("contact"), row.contact == 0 ? QJsonValue() : QJsonValue(utcCode(row.contact))},
            {QStringLiteral("held_by"), QJsonArray::fromStringList(holding(row, before, true))},
            {QStringLiteral("hold"), row.hold}});
    return all;
}

static void sayRows(Command &command, const DisposalList &list, const std::vector<DisposalRow> &rows)
{
    const auto rules = command.session().rules();
    if (rows.empty() || !rules)
        return;
    const LeadWords words(*rules, command.now());
    const TextTable table(
        {Words::tr("CUSTOMER"), Words::tr("NAME"), Words::tr("LAST BUSINESS"), Words::tr("WHAT"), Words::tr("HELD BY")},
        {32, 24, 18, 12, 60});
    command.say(table.head());
    for (const DisposalRow &row : rows)
        command.say(table.line({QString::fromLatin1(row.customer.value.hex()), row.name, words.time(row.last),
            businessWords(row.what), holding(row, list.before, false).join(QStringLiteral(", "))}));
}

static int show(Command &command)
{
    const auto list = disposalList(command.session());
    if (!list)
        return command.fail(list.error());
    if (command.json()) {
        command.print({{QStringLiteral("months"), list->months}, {QStringLiteral("before"), utcCode(list->before)},
            {QStringLiteral("proposed"), jsonOf(list->proposed, list->before)},
            {QStringLiteral("held"), jsonOf(list->held, list->before)}});
        return ExitDone;
    }
    if (list->months == 0) {
        command.say(Words::tr("This store proposes nobody for disposal."));
        return ExitDone;
    }
    command.say(Words::tr("Without business for %1 months. Could be erased: %2. Held back: %3.")
                    .arg(list->months)
                    .arg(list->proposed.size())
                    .arg(list->held.size()));
    sayRows(command, *list, list->proposed);
    sayRows(command, *list, list->held);
    return ExitDone;
}

/// The customers of --approve; nothing: said so.
static std::optional<std::vector<CustomerId>> chosen(Command &command, int &status)
{
    const QString what = command.value("approve");
    std::vector<CustomerId> ids;
    if (what == QLatin1String("all")) {
        const auto list = disposalList(command.session());
        if (!list) {
            status = command.fail(list.error());
            return std::nullopt;
        }
        for (const DisposalRow &row : list->proposed)
            ids.push_back(row.customer);
        return ids;
    }
    for (const QString &one : what.split(u',', Qt::SkipEmptyParts)) {
        const auto id = Id::fromHex(one.trimmed().toLower().toStdString());
        if (!id) {
            status = command.usage(Words::tr("--approve takes all, or ids of customers with commas between."));
            return std::nullopt;
        }
        if (std::ranges::find(ids, CustomerId{*id}) == ids.end())
            ids.push_back({*id});
    }
    return ids;
}

static int approve(Command &command)
{
    int status = ExitDone;
    const auto ids = chosen(command, status);
    if (!ids)
        return status;
    bool number = false;
    const int typed = command.value("count").toInt(&number);
    if (!number)
        return command.usage(
            Words::tr("Erasing is for good: say of how many persons with --count. Now it is %1.").arg(ids->size()));
    const auto done = disposeOf(command.session(), *ids, typed);
    if (!done)
        return failed(command, done.error());
    if (command.json())
        command.print({{QStringLiteral("erased"), done->erased}, {QStringLiteral("kept"), done->kept},
            {QStringLiteral("waits"), done->waits}, {QStringLiteral("wiped"), done->wiped}});
    else
        command.say(Words::tr("Erased: %1. Kept, since something came up: %2.").arg(done->erased).arg(done->kept));
    if (done->waits)
        complain(Words::tr("The server erases them on every computer as soon as it is reached."));
    return done->failed ? failed(command, *done->failed) : ExitDone;
}

static int hold(Command &command, bool sets)
{
    int status = ExitDone;
    const auto customer = customerMeant(command, command.value(sets ? "hold" : "lift"), status);
    if (!customer)
        return status;
    const QString why = command.value("why");
    const auto deed =
        sets ? setLegalHold(command.session(), *customer, why) : liftLegalHold(command.session(), *customer, why);
    return deed ? show(command) : failed(command, deed.error());
}

static int setMonths(Command &command)
{
    bool number = false;
    int months = command.value("months").toInt(&number);
    if (command.value("months") == QLatin1String("off"))
        months = 0;
    else if (!number || months == 0)
        months = -1;
    const auto deed = setDisposalMonths(command.session(), months);
    return deed ? show(command) : failed(command, deed.error());
}

static int certify(Command &command)
{
    const auto since = command.isSet("since") ? command.moment("since") : std::optional<Time>(0);
    if (!since)
        return ExitUsage;
    const auto rows = disposedSince(command.session().database(), *since);
    if (!rows)
        return command.fail(rows.error());
    for (const QByteArray &line : disposalCertificate(*rows).trimmed().split('\n'))
        command.say(QString::fromUtf8(line.trimmed()));
    return ExitDone;
}

int disposalCommand(const QStringList &arguments)
{
    Command command("disposal", arguments);
    command.option("approve", Words::tr("Erases them for good: all, or ids of customers."), "WHO");
    command.option("count", Words::tr("With --approve: of how many persons, to be sure."), "N");
    command.option("hold", Words::tr("Keeps this customer from being erased; --why says why."), "CUSTOMER");
    command.option("lift", Words::tr("Takes the legal hold off; --why says why."), "CUSTOMER");
    command.option("why", Words::tr("The reason, with --hold and --lift."), "TEXT");
    command.option("months", Words::tr("So long without business is too long, at most 24; off: nobody."), "N");
    command.option("certificate", Words::tr("Who was erased, when and by whom, as CSV with ids only."));
    command.option("since", Words::tr("With --certificate: from when on."), "TIME");
    if (!command.read(0, 0) || !command.openStore() || !command.actAsChosen())
        return command.status();
    int asked = 0;
    for (const char *one : {"approve", "hold", "lift", "months", "certificate"})
        asked += command.isSet(one);
    if (asked > 1)
        return command.usage(Words::tr("One thing at a time."));
    if (command.isSet("approve"))
        return approve(command);
    if (command.isSet("hold") || command.isSet("lift"))
        return hold(command, command.isSet("hold"));
    if (command.isSet("months"))
        return setMonths(command);
    return command.isSet("certificate") ? certify(command) : show(command);
}

} // namespace updesk
