// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"

#include "core/store/parents.h"

namespace updesk
{

using Fault = CheckReport::Fault;

// A cursor beyond the log would keep new deeds from ever being sent.
static constexpr char kCursorAhead[] = "SELECT v>ifnull((SELECT max(n) FROM deed),0) FROM state WHERE k='sent'";

// The numbers of the log have no gaps, for a deed that was not saved gives its number back. What trimming left of the
// oldest part is not asked about.
static constexpr char kAfterGaps[] = "SELECT id FROM deed d WHERE n>1+ifnull((SELECT v FROM state WHERE k='trimmed'),0)"
                                     " AND NOT EXISTS(SELECT 1 FROM deed b WHERE b.n=d.n-1) ORDER BY n";

static void collect(CheckReport &report, Fault::Kind kind, std::vector<RowFault> found)
{
    for (RowFault &fault : found)
        report.faults.emplace_back(kind, std::move(fault));
}

static Result<void> checkCursor(Database &database, CheckReport &report)
{
    Query q = database.query(kCursorAhead);
    if (!q.next() || q.number(0) != 0)
        collect(report, Fault::Kind::Log, {{QStringLiteral("state"), QStringLiteral("sent"), 1, {}}});
    return q.done();
}

static Result<void> checkGaps(Database &database, CheckReport &report)
{
    RowFault gaps{QStringLiteral("deed"), QStringLiteral("n"), 0, {}};
    Query q = database.query(kAfterGaps);
    while (q.next())
        gaps.add(q.id(0));
    if (gaps.rows > 0)
        collect(report, Fault::Kind::Log, {gaps});
    return q.done();
}

// A removed child may point where it likes; a removed parent is still there, as a tombstone.
static QByteArray orphansOf(const Parent &tie)
{
    const QByteArray column = QByteArray("c.") + tie.column;
    const QByteArray lost =
        column + " IS NOT NULL AND NOT EXISTS(SELECT 1 FROM " + tie.parent + " p WHERE p.id=" + column + ')';
    const QByteArray fault = tie.tie == Parent::Tie::Needed ? column + " IS NULL OR (" + lost + ')' : lost;
    return QByteArray("SELECT c.id FROM ") + tie.child + " c WHERE c.deleted=0 AND (" + fault + ") ORDER BY c.id";
}

static Result<void> checkParents(Database &database, CheckReport &report)
{
    const auto joined = database.state("joined");
    if (!joined)
        return joined.error();
    for (const Parent &tie : kParents) {
        const bool left = *joined != 0 && tie.tie == Parent::Tie::MayLeave;
        if (left || !database.table(tie.child) || !database.table(tie.parent))
            continue;
        RowFault orphans{QString::fromLatin1(tie.child), QString::fromLatin1(tie.column), 0, {}};
        Query q = database.once(orphansOf(tie));
        while (q.next())
            orphans.add(q.id(0));
        if (auto done = q.done(); !done)
            return done;
        if (orphans.rows > 0)
            collect(report, Fault::Kind::Orphan, {orphans});
    }
    return {};
}

Result<CheckReport> checkStore(Database &database, const DerivedFaults &derived)
{
    CheckReport report;
    if (auto file = database.checkFile(); !file) {
        if (file.error().code != Error::Code::Damaged)
            return file.error();
        report.damage = file.error().detail;
        return report;
    }
    auto logged = compareLogWithRows(database);
    if (!logged)
        return logged.error();
    collect(report, Fault::Kind::Log, std::move(*logged));
    if (auto gaps = checkGaps(database, report); !gaps)
        return gaps.error();
    if (auto cursor = checkCursor(database, report); !cursor)
        return cursor.error();
    if (auto parents = checkParents(database, report); !parents)
        return parents.error();
    if (derived) {
        auto differing = derived(database);
        if (!differing)
            return differing.error();
        collect(report, Fault::Kind::Derived, std::move(*differing));
    }
    return report;
}

} // namespace updesk
