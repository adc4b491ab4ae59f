// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchdesk.h"

#include "core/desk/deed.h"
#include "core/desk/sample.h"
#include "core/scoring/scoretables.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <random>

namespace updesk::bench
{

void giveUp(const char *what, const Error &error)
{
    qFatal("%s: error %d %s %s", what, int(error.code), qPrintable(error.subject), qPrintable(error.detail));
    std::abort();
}

Desk::Desk(const std::string &path, Time now) : clock(now)
{
    session = must("open", Session::open(QString::fromStdString(path), clock, Database::Open::OrCreate));
    const auto rules = must("rules", session->rules());
    if (!rules->people.empty())
        session->setPerson(rules->people.front().id);
}

static constexpr const char *kSources[] = {
    "Website", "AutoTrader", "Cars.com", "CarGurus", "Facebook", "Referral", "Phone", "Drive by"};
static constexpr char kWeek[] = R"({"mon":[["08:00","20:00"]],"tue":[["08:00","20:00"]],"wed":[["08:00","20:00"]],
"thu":[["08:00","20:00"]],"fri":[["08:00","20:00"]],"sat":[["08:00","20:00"]]})";

static Result<void> setUp(Transaction &tx)
{
    Dealership d;
    d.id = {tx.freshId()};
    d.name = QStringLiteral("Northgate Motors");
    d.timeZone = QStringLiteral("America/New_York");
    d.region = QStringLiteral("US");
    d.showroomHours = d.answerHours = QString::fromLatin1(kWeek);
    d.holidays = QStringLiteral("[]");
    d.sample = true;
    const RouteRuleRow rule{
        {tx.freshId()}, 1, QStringLiteral("Everyone in turn"), QStringLiteral(R"({"role":"sales"})"), true};
    if (auto done = applyAll(tx, put(kDealership, d), put(kRouteRule, rule)); !done)
        return done;
    for (int i = 0; i < 22; ++i) {
        const QString name = QStringLiteral("Person %1").arg(i);
        const Person person{{tx.freshId()}, name, name.toLower(), i < 20 ? Role::Sales : Role::Manager, true};
        if (auto done = apply(tx, put(kPerson, person)); !done)
            return done;
    }
    for (const char *name : kSources) {
        const Source source{{tx.freshId()}, QString::fromLatin1(name), SourceKind::FirstParty, 0, true};
        if (auto done = apply(tx, put(kSource, source)); !done)
            return done;
    }
    for (int i = 0; i < 90; ++i) {
        const RingRow ring{{tx.freshId()}, QString::number(100 + i), i % 4};
        if (auto done = apply(tx, put(kRing, ring)); !done)
            return done;
    }
    return {};
}

void makeStore(const std::string &path)
{
    const Desk desk(path);
    must("state", desk->database().execute("INSERT INTO state VALUES('store', 1)"));
    (void)must("set-up", doDeed(*desk, "setup", {}, setUp));
}

/// Names of two and three syllables, as many as a county has, and none of anybody.
static QString name(std::mt19937 &random, unsigned syllables)
{
    static constexpr const char *kSyllables[] = {"ba", "der", "ko", "lin", "mar", "no", "pel", "ri", "sta", "tor", "ve",
        "win", "ya", "zen", "cal", "dru", "fen", "gos", "hal", "jor"};
    QString word;
    for (unsigned i = 0; i < syllables; ++i)
        word += QLatin1String(kSyllables[random() % 20]);
    word[0] = word[0].toUpper();
    return word;
}

static void wish(std::mt19937 &random, LeadDraft &draft)
{
    static constexpr const char *kModels[][2] = {{"Toyota", "RAV4"}, {"Honda", "Accord"}, {"Ford", "F-150"},
        {"Subaru", "Outback"}, {"Kia", "Telluride"}, {"Mazda", "CX-5"}};
    const auto vehicle = [&random](int from) {
        const auto &model = kModels[random() % 6];
        VehicleDraft v;
        v.year = from + int(random() % 4);
        v.make = QLatin1String(model[0]);
        v.model = QLatin1String(model[1]);
        return v;
    };
    if (random() % 100 < 85) {
        VehicleDraft want = vehicle(2022);
        want.trim = QStringLiteral("XLE");
        want.status = random() % 2 ? VehicleStatus::New : VehicleStatus::Used;
        if (random() % 2)
            want.stock = QStringLiteral("T%1").arg(1000 + random() % 9000);
        draft.wants = {want};
    }
    if (random() % 4 == 0) {
        VehicleDraft trade = vehicle(2012);
        trade.interest = Interest::TradeIn;
        trade.odometer = 20'000 + int(random() % 100'000);
        draft.trades = {trade};
    }
}

std::vector<LeadDraft> drafts(int count, unsigned seed, Time now)
{
    std::mt19937 random(seed);
    std::vector<LeadDraft> all;
    all.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        if (i > 100 && random() % 50 == 0) {
            LeadDraft again = all[random() % all.size()];
            again.externalId = QStringLiteral("adf-%1-%2").arg(seed).arg(i);
            again.asks |= AskCall;
            all.push_back(again);
            continue;
        }
        LeadDraft d;
        d.first = name(random, 2);
        d.last = name(random, 3);
        d.full = d.first + u' ' + d.last;
        d.phones = {{QStringLiteral("(555) %1-%2").arg(200 + random() % 800).arg(random() % 10'000, 4, 10, QChar(u'0')),
            {}, {}, PhoneKind::Mobile}};
        d.emails = {{QStringLiteral("%1.%2%3@example.com").arg(d.first, d.last).arg(random() % 100).toLower(), {}}};
        d.city = QStringLiteral("Springfield");
        d.region = QStringLiteral("NY");
        d.postal = QString::number(10000 + random() % 9000);
        d.type = random() % 3 ? LeadType::ThirdParty : LeadType::Web;
        d.source = QLatin1String(kSources[random() % 6]);
        d.providerText = d.source;
        d.externalId = QStringLiteral("adf-%1-%2").arg(seed).arg(i);
        d.received = now - (count - i) * 10;
        d.timeframeDays = random() % 2 ? int(random() % 60) : -1;
        d.asks = int(random() % 32);
        d.preApproved = random() % 5 == 0;
        if (random() % 2)
            d.comments = QStringLiteral("Is it still available? I could come by on Saturday morning.");
        wish(random, d);
        all.push_back(std::move(d));
    }
    return all;
}

std::string copyStore(const std::string &from, const std::string &to)
{
    QFile::remove(QString::fromStdString(to));
    if (!QFile::copy(QString::fromStdString(from), QString::fromStdString(to)))
        qFatal("no copy of %s", from.c_str());
    return to;
}

// The name tells by which tables and which generator it was made, so that a change of either makes another.
static QString largeName(int leads)
{
    QCryptographicHash steps(QCryptographicHash::Sha256);
    const QDir folder(QStringLiteral(":/updesk/migrations"));
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    if (names.isEmpty())
        qFatal("no migration");
    for (const QString &name : names) {
        QFile step(folder.filePath(name));
        if (!step.open(QIODevice::ReadOnly))
            qFatal("no migration %s", qPrintable(name));
        steps.addData(step.readAll());
    }
    const QByteArray mark = steps.result().toHex().left(8);
    return QStringLiteral("store-%1-%2.updesk").arg(leads).arg(QString::fromLatin1(mark));
}

LargeStore largeStore(int leads)
{
    const QDir folder(QCoreApplication::applicationDirPath());
    const QString path = folder.filePath(largeName(leads));
    const Time now = FakeClock().now();
    if (!QFile::exists(path)) {
        std::fprintf(stderr, "Making a store of %d leads\n", leads);
        (void)must("large store", makeSample(path, {SampleOrder::Size::Large, leads, 1, now}));
    }
    return {path.toStdString(), now};
}

} // namespace updesk::bench
