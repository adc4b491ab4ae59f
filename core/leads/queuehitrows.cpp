// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/queuehitrows.h"

#include "core/base/text.h"
#include "core/leads/pinstore.h"

#include <map>

namespace updesk
{

// Every row in the order in which the file has them, the customers' too: by the index of open leads it takes four times
// as long. "every" is read whole, so that is never asked in the thread of a window.
static constexpr char kTexts[] =
    "SELECT every.lead_id, every.owner_id, every.source_id, every.tier, every.attempts, every.grp, every.k1, every.k2,"
    " every.k3, every.received, every.wants, every.stock, c.full_name, c.company"
    " FROM lead_now every LEFT JOIN customer c ON c.id=every.customer_id WHERE +every.grp<6 ORDER BY every.lead_id";

namespace
{

/// An open lead as far as filters look at it.
struct QueueText {
    QueueKey key;
    PersonId owner;
    qsizetype from = 0, size = 0; ///< where its words are
    Tier tier = Tier::Low;
    bool untouched = false;
};

/// All of them, in the queue's order. One text in UTF-8 for all words: a string each would cost three times as much.
struct QueueTexts {
    qint64 others = 0, own = 0; ///< how much was written to the file until then, by other connections and by this one
    std::vector<QueueText> leads;
    QByteArray words;
};

} // namespace

QString soughtIn(const QString &name, const QString &wants, const QString &stock, const QString &source)
{
    return folded(QString(name + u' ' + wants + u' ' + stock + u' ' + source));
}

QStringList soughtWords(const QueueFilter &filter) { return folded(filter.text).split(u' ', Qt::SkipEmptyParts); }

// The same as soughtIn(), which most words need not be decoded for.
static void addFolded(const QByteArray &line, QByteArray &to)
{
    const auto isAscii = [](char c) { return uchar(c) < 128; };
    if (!std::ranges::all_of(line, isAscii)) {
        to += folded(QString::fromUtf8(line)).toUtf8();
        return;
    }
    const qsizetype from = to.size();
    to += line;
    std::transform(to.cbegin() + from, to.cend(), to.begin() + from,
        [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; });
}

using SourceNames = std::map<SourceId, QByteArray>;

static void readText(const Query &q, const SourceNames &sources, QueueTexts &texts)
{
    QueueText text;
    SourceId from;
    q.read(0, text.key.lead), q.read(1, text.owner), q.read(2, from), q.read(3, text.tier);
    text.untouched = q.number(4) == 0;
    q.read(5, text.key.group), q.read(6, text.key.k1), q.read(7, text.key.k2), q.read(8, text.key.k3);
    q.read(9, text.key.received);
    QByteArray line = q.bytes(12);
    if (line.isEmpty())
        line = q.bytes(13);
    line += ' ' + q.bytes(10) + ' ' + q.bytes(11) + ' ';
    if (const auto source = sources.find(from); source != sources.end())
        line += source->second;
    text.from = texts.words.size();
    addFolded(line, texts.words);
    text.size = texts.words.size() - text.from;
    texts.leads.push_back(text);
}

static Result<qint64> ownChanges(Database &database)
{
    Query q = database.query("SELECT total_changes()");
    const qint64 changes = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return changes;
}

static Result<void> readTexts(Database &database, QueueTexts &texts, const std::atomic<bool> *leave)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    SourceNames sources;
    for (const Source &source : (*rules)->sources)
        sources.emplace(source.id, source.name.toUtf8());
    {
        Query q = database.query(kTexts);
        while (q.next()) {
            if (leave && *leave)
                return Error{Error::Code::Busy, QStringLiteral("queue"), {}};
            readText(q, sources, texts);
        }
        if (auto done = q.done(); !done)
            return done;
    }
    std::ranges::sort(texts.leads, {}, &QueueText::key);
    // Most of the file went through SQLite's cache, and what is kept of it here is enough.
    return database.execute("PRAGMA shrink_memory");
}

static Result<std::shared_ptr<const QueueTexts>> textsOf(Database &database, const std::atomic<bool> *leave)
{
    auto &kept = database.kept<const QueueTexts>();
    // Asked before the rows are read: what is written meanwhile makes them old at once.
    const auto others = database.dataVersion();
    const auto own = ownChanges(database);
    if (!others || !own)
        return !others ? others.error() : own.error();
    if (kept && kept->others == *others && kept->own == *own)
        return kept;
    kept.reset();
    auto texts = std::make_shared<QueueTexts>();
    texts->others = *others;
    texts->own = *own;
    if (auto read = readTexts(database, *texts, leave); !read)
        return read.error();
    if (!database.writing()) // what may yet be taken back is not kept
        kept = texts;
    return std::shared_ptr<const QueueTexts>(std::move(texts));
}

static bool isHit(const QueueText &text, const QueueFilter &filter, const QByteArrayList &words, QByteArrayView all)
{
    if (filter.view == QueueFilter::View::Mine ? text.owner != filter.person
                                               : filter.view == QueueFilter::View::Unassigned && !text.owner.isNull())
        return false;
    if ((filter.tiers != 0 && !((filter.tiers >> int(text.tier)) & 1)) || (filter.untouched && !text.untouched))
        return false;
    const QByteArrayView own = all.sliced(text.from, text.size);
    return std::ranges::all_of(words, [&](const QByteArray &word) { return own.contains(word); });
}

Result<QueueHits> queueHits(Database &database, const QueueFilter &filter, const std::atomic<bool> *leave)
{
    const auto texts = textsOf(database, leave);
    const auto pins = pinsOf(database, filter.person);
    if (!texts || !pins)
        return !texts ? texts.error() : pins.error();
    QByteArrayList words;
    for (const QString &word : soughtWords(filter))
        words << word.toUtf8();
    QueueHits hits;
    for (const QueueText &text : (*texts)->leads) {
        if (!isHit(text, filter, words, (*texts)->words))
            continue;
        const bool pinned = !pins->empty() && pins->contains(text.key.lead);
        if (filter.pinned && !pinned)
            continue;
        hits.keys.push_back(text.key);
        if (pinned && isPinnable(text.key.group))
            hits.keys.back().rank = 0;
        ++hits.counts[size_t(text.key.group)];
    }
    if (!pins->empty())
        std::ranges::sort(hits.keys);
    return hits;
}

} // namespace updesk
