// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dnc.h"

#include "core/desk/deed.h"
#include "core/desk/dncstore.h"
#include "core/people/customer.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

namespace
{

constexpr size_t kInCommit = 64 * 2048; ///< numbers; a commit then takes some ten milliseconds
constexpr int kDropped = 64; ///< slices of an old list taken out at once
constexpr int kLookedAt = 1000, kMarked = 50; ///< phones a question, and a deed
constexpr qint64 kLongestLine = 64 * 1024; ///< a line that is longer is read in pieces, each of them bad

/// Slices in the desk's own table.
class DeskList final : public DncTarget
{
public:
    explicit DeskList(Session &session) : m_session(session) { }

    Result<void> begin() override
    {
        const auto newest = newestDncLoad(m_session.database());
        const auto counts = dncLoad(m_session.database());
        if (!newest || !counts)
            return !newest ? newest.error() : counts.error();
        m_load = {std::max(*newest, counts->load) + 1, 0};
        return {};
    }

    Result<void> keep(const std::vector<DncNumber> &run) override
    {
        for (size_t at = 0; at < run.size(); at += kInCommit) {
            auto tx = Transaction::begin(m_session.database(), m_session.by());
            if (!tx)
                return tx.error();
            const size_t count = std::min(kInCommit, run.size() - at);
            if (auto added = addDncSlices(m_session.database(), m_load, run.data() + at, count); !added)
                return added;
            if (auto done = tx->commit(); !done)
                return done;
            Database::giveWay();
        }
        ++m_load.runs;
        return {};
    }

    // One setting says which load counts: with it the new list is there, without it the old one still is.
    Result<void> finish(Transaction &tx) override { return setDncLoad(tx.database(), m_load); }

    Result<void> tidy() override
    {
        for (;;) {
            const auto dropped = dropOtherDncLoads(m_session.database(), m_load.load, kDropped);
            if (!dropped)
                return dropped.error();
            if (*dropped == 0)
                return {};
            Database::giveWay();
        }
    }

    Result<std::vector<std::pair<PhoneId, bool>>> wrongMarks(PhoneId after, int most) override
    {
        std::vector<std::pair<PhoneId, bool>> wrong;
        Database &database = m_session.database();
        const auto load = dncLoad(database);
        if (!load)
            return load.error();
        while (int(wrong.size()) < most) {
            const auto phones = phonesAfter(database, after, kLookedAt);
            if (!phones)
                return phones.error();
            for (const MarkedPhone &phone : *phones) {
                const auto number = dncNumberOf(phone.e164);
                const auto listed = number ? isInDnc(database, *load, *number) : Result<bool>(false);
                if (!listed)
                    return listed.error();
                if (*listed != phone.dncOn)
                    wrong.emplace_back(phone.id, *listed);
                after = phone.id;
                if (int(wrong.size()) == most)
                    break;
            }
            if (phones->empty())
                break;
        }
        return wrong;
    }

private:
    Session &m_session;
    DncLoad m_load;
};

/// One line, or a piece of one that is too long.
Result<bool> readLine(QIODevice &file, QByteArray &line)
{
    line.resize(kLongestLine);
    const qint64 length = file.readLine(line.data(), line.size());
    if (length < 0 && !file.atEnd())
        return Error{Error::Code::Failed, QStringLiteral("file"), file.errorString()};
    line.resize(std::max<qint64>(length, 0));
    return length > 0;
}

Result<void> readAll(QIODevice &file, DncReader &reader, DncTarget &target, qint64 &numbers)
{
    QByteArray line;
    const auto keep = [&]() -> Result<void> {
        const std::vector<DncNumber> run = reader.take();
        numbers += qint64(run.size());
        return run.empty() ? Result<void>() : target.keep(run);
    };
    for (;;) {
        const auto any = readLine(file, line);
        if (!any)
            return any.error();
        if (!*any)
            return keep();
        if (reader.add(line)) {
            if (auto kept = keep(); !kept)
                return kept;
        }
    }
}

Result<void> mayImport(Session &session)
{
    const auto book = session.rules();
    if (!book)
        return book.error();
    if (!(*book)->mayChangeRules(session.person()))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    return {};
}

QString settingOf(const QDate &dated, Time imported, qint64 numbers)
{
    const QJsonObject object{{QStringLiteral("dated"), dated.toString(Qt::ISODate)},
        {QStringLiteral("imported"), double(imported)}, {QStringLiteral("numbers"), double(numbers)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// The server has the new list, and this desk could not write down of when it is: whose numbers are on it must not be
// called meanwhile. The date that stands is older than the list, never younger.
Error undated(Session &session, DncTarget &target, const Error &why)
{
    (void)markListed(session, target); // as far as it goes: the next import marks again
    session.refresh();
    return {why.code, QStringLiteral("list_date"), why.detail};
}

} // namespace

std::unique_ptr<DncTarget> deskListTarget(Session &session) { return std::make_unique<DeskList>(session); }

Result<std::pair<int, int>> markListed(Session &session, DncTarget &target)
{
    std::pair<int, int> changed{0, 0};
    for (PhoneId after;;) {
        const auto wrong = target.wrongMarks(after, kMarked);
        if (!wrong)
            return wrong.error();
        if (wrong->empty())
            return changed;
        const auto deed = commitDeed(session, "list", [&](Transaction &tx) -> Result<void> {
            for (const auto &[id, listed] : *wrong) {
                const auto phone = load(tx.database(), kPhone, id.value);
                if (!phone && phone.error().code == Error::Code::NotFound)
                    continue; // taken off meanwhile
                if (!phone)
                    return phone.error();
                Phone marked = *phone;
                marked.dncOn = listed;
                if (marked == *phone)
                    continue;
                if (auto done = apply(tx, set(kPhone, *phone, marked)); !done)
                    return done;
                ++(listed ? changed.first : changed.second);
            }
            return {};
        });
        if (!deed)
            return deed.error();
        after = wrong->back().first;
        Database::giveWay();
    }
}

Result<DncImported> importDnc(Session &session, QIODevice &file, const QDate &dated, DncTarget &target)
{
    if (auto may = mayImport(session); !may)
        return may.error();
    const QDate today = QDateTime::fromMSecsSinceEpoch(session.now(), Qt::UTC).date();
    if (!dated.isValid() || dated > today.addDays(1)) // it may be tomorrow in Auckland, nowhere later
        return Error{Error::Code::Invalid, QStringLiteral("dated"), {}};
    DncReader reader;
    DncImported out;
    if (auto begun = target.begin(); !begun)
        return begun.error();
    if (auto read = readAll(file, reader, target, out.numbers); !read)
        return read.error();
    out.lines = reader.lines();
    out.bad = reader.bad();
    out.badLines = reader.badLines();
    if (out.numbers == 0)
        return Error{Error::Code::Invalid, QStringLiteral("list"), {}};
    step("dnc.read");
    bool isThere = false;
    const auto told = commitDeed(session, "list", [&](Transaction &tx) -> Result<void> {
        auto written = writeSetting(tx, QString::fromLatin1(kListSetting), settingOf(dated, tx.now(), out.numbers));
        if (written)
            written = target.finish(tx);
        isThere = bool(written);
        return written;
    });
    if (!told && isThere && target.outlives())
        return undated(session, target, told.error());
    if (!told)
        return told.error();
    step("dnc.counts");
    if (auto tidied = target.tidy(); !tidied)
        return tidied.error();
    const auto marked = markListed(session, target);
    if (!marked)
        return marked.error();
    std::tie(out.marked, out.unmarked) = *marked;
    session.refresh();
    return out;
}

Result<ListStatus> dncStatus(Database &database)
{
    const auto sending = sendingOf(database);
    return sending ? Result<ListStatus>((*sending)->list) : sending.error();
}

Result<bool> isOnDeskList(Database &database, const QString &e164)
{
    const auto number = dncNumberOf(e164.toLatin1());
    const auto load = dncLoad(database);
    if (!load)
        return load.error();
    return number && load->load > 0 ? isInDnc(database, *load, *number) : Result<bool>(false);
}

} // namespace updesk
