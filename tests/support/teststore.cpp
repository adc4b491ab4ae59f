// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/teststore.h"

#include "core/leads/followrules.h"
#include "core/scoring/scoretables.h"
#include "core/store/check.h"
#include "core/store/cipher.h"
#include "core/vehicles/stock.h"
#include "tests/support/emptystore.h"

namespace updesk
{

static constexpr char kWeek[] = R"({"mon":[["08:00","20:00"]],"tue":[["08:00","20:00"]],"wed":[["08:00","20:00"]],
"thu":[["08:00","20:00"]],"fri":[["08:00","20:00"]],"sat":[["08:00","20:00"]]})";

// With UPDESK_ENCRYPTED_TESTS set, what holds of a plain store is asked of an encrypted one.
static FileKey suiteKey()
{
    static const bool asked = qEnvironmentVariableIsSet("UPDESK_ENCRYPTED_TESTS") && canEncrypt();
    static const FileKey key = asked ? FileKey::make() : FileKey();
    if (asked)
        KeyRing::add(key);
    return key;
}

template <class T>
static void mustApply(Transaction &tx, const T &op)
{
    if (auto done = apply(tx, op); !done)
        qFatal("test store: %s", qPrintable(done.error().detail));
}

TestStore::TestStore()
{
    const FileKey key = suiteKey();
    if (key.isNull())
        makeEmptyStore(path);
    auto opened = Session::open(path, clock, Database::Open::OrCreate, key);
    if (!opened)
        qFatal("test store: %s", qPrintable(opened.error().detail));
    session = std::move(*opened);
    if (!session->database().execute("INSERT INTO state VALUES('store', 1)"))
        qFatal("test store: state");
    const auto made = doDeed(*session, "setup", {}, [&](Transaction &tx) -> Result<void> {
        Dealership d;
        d.id = {tx.freshId()};
        d.name = QStringLiteral("Northgate Motors");
        d.timeZone = QStringLiteral("America/New_York");
        d.region = QStringLiteral("US");
        d.showroomHours = d.answerHours = QString::fromLatin1(kWeek);
        d.holidays = QStringLiteral("[]");
        d.sample = true;
        mustApply(tx, put(kDealership, d));
        const auto person = [&](const char *name, Role role, bool active) {
            const Person p{{tx.freshId()}, QString::fromLatin1(name),
                QString::fromLatin1(name).section(u' ', 0, 0).toLower(), role, active};
            mustApply(tx, put(kPerson, p));
            return p.id;
        };
        dana = person("Dana Reyes", Role::Sales, true);
        omar = person("Omar Khan", Role::Sales, true);
        mike = person("Mike Stone", Role::Manager, true);
        ada = person("Ada Gone", Role::Sales, false);
        const auto source = [&](const char *name, SourceKind kind) {
            const Source s{{tx.freshId()}, QString::fromLatin1(name), kind, 0, true};
            mustApply(tx, put(kSource, s));
            return s.id;
        };
        website = source("Website", SourceKind::FirstParty);
        autosite = source("AutoSite", SourceKind::ThirdParty);
        driveBy = source("Drive by", SourceKind::FirstParty);
        source("Phone", SourceKind::FirstParty);
        const RouteRuleRow rule{
            {tx.freshId()}, 1, QStringLiteral("Everyone in turn"), QStringLiteral(R"({"role":"sales"})"), true};
        mustApply(tx, put(kRouteRule, rule));
        mustApply(tx, put(kRing, RingRow{{tx.freshId()}, QStringLiteral("100"), 0}));
        Unit unit;
        unit.id = {tx.freshId()};
        unit.stock = QStringLiteral("T1190");
        unit.year = 2024;
        unit.make = QStringLiteral("Toyota");
        unit.model = QStringLiteral("RAV4");
        unit.trim = QStringLiteral("XLE");
        unit.price = 3'348'000;
        unit.search = QStringLiteral("2024 toyota rav4 xle t1190");
        mustApply(tx, put(kUnit, unit));
        return {};
    });
    if (!made)
        qFatal("test store: %s", qPrintable(made.error().detail));
    if (!rulesAreFollowed(session->database()))
        qFatal("test store: rules");
    session->setPerson(dana);
}

void TestStore::reopen()
{
    const PersonId person = session ? session->person() : dana;
    session.reset();
    (void)suiteKey(); // a test may have emptied the ring
    auto opened = Session::open(path, clock);
    if (!opened)
        qFatal("test store: %s", qPrintable(opened.error().detail));
    session = std::move(*opened);
    session->setPerson(person);
}

Captured TestStore::add(const LeadDraft &draft, const CaptureChoices &choices)
{
    auto captured = capture(*session, draft, choices);
    if (!captured)
        qFatal("test store: capture %s %s", qPrintable(captured.error().subject), qPrintable(captured.error().detail));
    return *captured;
}

LeadDraft TestStore::webLead(int i) const
{
    static const char *const kFirst[] = {
        "Sam", "Maria", "Jules", "Priya", "Lee", "Nina", "Dev", "Grace", "Ken", "Luis"};
    static const char *const kLast[] = {"Okafor", "Lopez", "Tremblay", "Nair", "Brandt", "Petrov", "Patel", "Kim",
        "Watanabe", "Ortega", "Carver", "Haddad", "Novak"};
    LeadDraft draft;
    draft.first = QString::fromLatin1(kFirst[i % 10]);
    draft.last = QString::fromLatin1(kLast[i % 13]) + (i >= 130 ? QString(QChar(u'a' + i / 130 % 26)) : QString());
    draft.full = draft.first + u' ' + draft.last;
    draft.phones = {{{}, QStringLiteral("+15552%1").arg(i + 10000, 6, 10, QChar(u'0')), {}, PhoneKind::Mobile}};
    draft.emails = {{{}, QStringLiteral("person%1@example.com").arg(i)}};
    draft.source = QStringLiteral("Website");
    draft.externalId = QStringLiteral("T-%1").arg(i);
    VehicleDraft want;
    want.year = 2024;
    want.make = QStringLiteral("Toyota");
    want.model = QStringLiteral("RAV4");
    want.trim = QStringLiteral("XLE");
    draft.wants = {want};
    draft.comments = QStringLiteral("Is the XLE on the lot this weekend?");
    draft.asks = AskAvailable | AskVisit;
    draft.timeframeDays = 7;
    draft.region = QStringLiteral("NY"); // code 555 tells no place, and of such the hours are few (US-1)
    draft.postal = QStringLiteral("10011");
    return draft;
}

QStringList TestStore::faults()
{
    const auto checked = checkStore(session->database());
    if (!checked)
        qFatal("the store cannot be checked");
    QStringList all{checked->damage};
    for (const auto &fault : checked->faults)
        all << fault.table + u'.' + fault.column;
    all.removeAll(QString());
    return all;
}

qint64 TestStore::count(const QByteArray &from) { return list("SELECT count(*) FROM " + from).trimmed().toLongLong(); }

QByteArray TestStore::list(const QByteArray &sql)
{
    m_statements.push_back(std::make_unique<QByteArray>(sql)); // the statement cache goes by address
    QByteArray out;
    Query q = session->database().query(m_statements.back()->constData());
    while (q.next())
        out += q.bytes(0) + '\n';
    if (auto done = q.done(); !done)
        out += "error: " + done.error().detail.toUtf8();
    return out;
}

} // namespace updesk
