// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/desklane.h"

#include "core/base/durable.h"
#include "core/channels/sendhold.h"
#include "core/channels/sentbeside.h"
#include "core/desk/channelsettings.h"
#include "core/desk/contactrows.h"
#include "core/leads/lead.h"
#include "core/sequences/messagewish.h"
#include "core/store/apply.h"
#include "core/store/callbacksql.h"

#include <QFileInfo>

#include <algorithm>
#include <map>

namespace updesk
{

namespace
{

constexpr char kEpoch[] = "send_epoch", kUntil[] = "send_until"; // of the table state
constexpr char kNoted[] = "send_noted"; // the last line of the list beside the file that the file knows of
// What a call back holds does not expire meanwhile either: if it is too late then, a person has it afterwards.
constexpr char kExpired[] = "SELECT id FROM message m WHERE deleted=0 AND state IN ('queued','sending')"
                            " AND state='queued' AND send_before>0 AND send_before<=?1"
                            " AND NOT " UPDESK_CALL_BACK_HOLDS("m");
constexpr char kHalfWay[] = "SELECT id FROM message WHERE deleted=0 AND state IN ('queued','sending')"
                            " AND state='sending' AND (epoch<?1 OR began<?2)";
// What a person or the law waits for goes before what advertises.
constexpr char kDue[] = "SELECT id FROM message m WHERE deleted=0 AND state IN ('queued','sending') AND state='queued'"
                        " AND not_before<=?1 AND (?2>>chan)&1 AND NOT " UPDESK_CALL_BACK_HOLDS(
                            "m") " ORDER BY by_person IS NULL AND meant=0 AND run_id IS NOT NULL, asked, id";
constexpr char kWishes[] =
    "SELECT m.id, ifnull(a.wish,0) FROM message m LEFT JOIN message_acted a ON a.id=m.id WHERE m.wish<>0 AND "
    "m.deleted=0"
    " AND m.wish<>ifnull(a.wish,0)"
    " UNION ALL SELECT m.id, a.wish FROM message_acted a CROSS JOIN message m ON m.id=a.id WHERE m.wish=0 AND "
    "m.deleted=0";
constexpr char kActed[] = "INSERT INTO message_acted(id,wish) VALUES(?1,?2) ON CONFLICT(id) DO UPDATE SET wish=?2";
constexpr char kUnacted[] = "DELETE FROM message_acted WHERE id=?1";
constexpr char kStepStands[] = "SELECT state=0 AND deleted=0 FROM step_run WHERE id=?1";

Error fenced() { return {Error::Code::Conflict, QStringLiteral("lease"), {}}; }

Result<std::vector<MessageId>> idsOf(Query q)
{
    std::vector<MessageId> ids;
    while (q.next())
        ids.push_back({q.id(0)});
    auto done = q.done();
    return done ? Result<std::vector<MessageId>>(std::move(ids)) : Result<std::vector<MessageId>>(done.error());
}

// The state of a message is nobody's edit, so it is laid down as a row of the server is.
Result<void> lay(Transaction &tx, const Message &before, const Message &after)
{
    TakenRow row{&kMessage, after.id.value, tx.by().store, 0, {}};
    kMessage.each([&](int i, auto at) {
        if (!(before.*at == after.*at))
            row.fields.push_back({i, toValue(after.*at), {}});
    });
    if (auto taken = row.fields.empty() ? Result<void>() : takeRow(tx, row); !taken || after.wish == before.wish)
        return taken;
    return tx.database().query(kUnacted).bind(1, after.id).run(); // what was wished for is over
}

Result<void> becomes(Transaction &tx, const MessageId &id, const char *state, const char *why)
{
    const auto message = load(tx.database(), kMessage, id.value);
    if (!message)
        return message.error();
    Message after = *message;
    after.state = QString::fromLatin1(state);
    if (*why)
        after.why = QString::fromLatin1(why);
    if (after.state == QLatin1String("unknown"))
        after.wish = 0;
    return lay(tx, *message, after);
}

// Why a message that is due must not begin; empty: nothing is in its way.
Result<QString> standsAgainst(Database &database, const Message &message)
{
    const auto lead = load(database, kLead, message.lead.value);
    if (!lead)
        return lead.error().code == Error::Code::NotFound ? Result<QString>(QStringLiteral("customer"))
                                                          : Result<QString>(lead.error());
    const auto can = contactable(database, lead->customer, message.to);
    if (!can)
        return can.error();
    const auto receipt = message.meant == int(Purpose::OptOutReceipt);
    if (!receipt && !(Channel(message.channel) == Channel::Email ? can->email : can->text))
        return QStringLiteral("refused");
    if (message.run.isNull())
        return QString();
    Query q = database.query(kStepStands);
    q.bind(1, message.run);
    const bool stands = q.next() && q.number(0) != 0;
    const auto done = q.done();
    return done ? Result<QString>(stands ? QString() : QStringLiteral("step")) : Result<QString>(done.error());
}

Result<void> actOn(Transaction &tx, const MessageId &id, MessageWish before)
{
    const auto message = load(tx.database(), kMessage, id.value);
    if (!message)
        return message.error();
    const auto after = afterWish(*message, before, MessageWish(message->wish), tx.now());
    if (auto laid = after ? lay(tx, *message, *after) : Result<void>(); !laid)
        return laid;
    Query q = tx.database().query(message->wish == 0 ? kUnacted : kActed);
    q.bind(1, id);
    return message->wish == 0 ? q.run() : q.bind(2, message->wish).run();
}

Result<void> actOnAll(Transaction &tx)
{
    std::vector<std::pair<MessageId, MessageWish>> wishes;
    Query q = tx.database().query(kWishes);
    while (q.next())
        wishes.push_back({{q.id(0)}, MessageWish(q.integer(1))});
    if (auto done = q.done(); !done)
        return done;
    for (const auto &[id, before] : wishes) {
        if (auto done = actOn(tx, id, before); !done)
            return done;
    }
    return {};
}

Result<void> expire(Transaction &tx)
{
    Query q = tx.database().query(kExpired);
    q.bind(1, tx.now());
    const auto late = idsOf(std::move(q));
    if (!late)
        return late.error();
    for (const MessageId &id : *late) {
        if (auto done = becomes(tx, id, "expired", ""); !done)
            return done;
    }
    return {};
}

/// The first that may go, after those that must not are cancelled.
Result<std::optional<Message>> firstDue(Transaction &tx, const std::vector<Channel> &ways)
{
    qint64 bits = 0;
    for (const Channel way : ways)
        bits |= qint64(1) << int(way);
    Query q = tx.database().query(kDue);
    q.bind(1, tx.now()).bind(2, bits);
    const auto due = idsOf(std::move(q));
    if (!due)
        return due.error();
    for (const MessageId &id : *due) {
        auto message = load(tx.database(), kMessage, id.value);
        const auto why = message ? standsAgainst(tx.database(), *message) : Result<QString>(message.error());
        if (!why)
            return why.error();
        if (why->isEmpty())
            return std::optional(std::move(*message));
        if (auto done = becomes(tx, id, "cancelled", why->toLatin1().constData()); !done)
            return done.error();
    }
    return std::optional<Message>();
}

bool isOneOf(const QString &state, std::initializer_list<const char *> states)
{
    return std::ranges::any_of(states, [&state](const char *one) { return state == QLatin1String(one); });
}

// Of a message that the file holds as if it had not left. What was refused may still go.
Result<void> settleNoted(Transaction &tx, const SendNote &note)
{
    const auto message = load(tx.database(), kMessage, note.message);
    if (!message)
        return message.error().code == Error::Code::NotFound ? Result<void>() : message.error();
    const bool accepted = note.step == SendNote::Step::Accepted;
    const bool waits = isOneOf(message->state, {"queued", "sending", "expired"});
    if (note.step == SendNote::Step::Refused
        || !(waits || (accepted && isOneOf(message->state, {"unknown", "cancelled"}))))
        return {};
    Message after = *message;
    after.state = QString::fromLatin1(accepted ? "sent" : "unknown");
    after.why = QString::fromLatin1(accepted ? "" : "cut");
    after.said.clear();
    after.wish = 0;
    after.began = message->began > 0 ? message->began : note.at;
    if (!note.provider.isEmpty())
        after.providerId = note.provider;
    return lay(tx, *message, after);
}

// The journal of the file takes over what it has lost. The last line of a message is what became of it.
Result<void> takeOver(Transaction &tx, const std::vector<BesideNote> &lost)
{
    std::map<Id, SendNote> last;
    for (const BesideNote &one : lost)
        last[one.note.message] = one.note;
    for (const auto &[message, note] : last) {
        if (auto noted = noteSend(tx.database(), note); !noted)
            return noted;
        if (auto settled = settleNoted(tx, note); !settled)
            return settled;
    }
    return {};
}

// Only what is old enough that no message of it can wait any more; that it fails costs some room on the disk.
void shorten(const QString &file, std::vector<BesideNote> notes, Time now)
{
    constexpr size_t kMany = 10'000;
    if (notes.size() < kMany)
        return;
    const qint64 newest = notes.back().number; // stays, so that an older file is still known as one
    std::erase_if(notes, [=](const BesideNote &one) { return one.number != newest && one.note.at < now - 45 * kDay; });
    (void)keepBeside(file, notes);
}

} // namespace

// Nothing has left yet. Once something can, a copy without its list is known as one.
Result<void> DeskLane::beginList(bool isThere)
{
    const auto settings = channelSettings(m_database);
    if (!settings) // what cannot be read is no way
        return settings.error().code == Error::Code::Damaged ? Result<void>() : settings.error();
    if (!(*settings)->mailOut && !(*settings)->text)
        return {};
    const QString file = m_database.path(), list = sentBeside(file);
    if (auto kept = isThere ? Result<void>() : keepBeside(file, {}); !kept)
        return kept;
    if (!isThere && (!forceToDisk(list) || !forceToDisk(QFileInfo(list).absolutePath())))
        return Error{Error::Code::Failed, list, {}};
    return m_database.setState(kNoted, 1);
}

// A file that was copied elsewhere without its list may be an older one as well: nobody knows what has left.
Result<void> DeskLane::noticeOlderFile(Transaction &tx)
{
    const auto known = m_database.state(kNoted), store = m_database.state("store");
    auto all = notesBeside(m_database.path());
    if (!known || !store || !all)
        return !known ? known.error() : !store ? store.error() : all.error();
    if (!*all && *known == 0)
        return beginList(false);
    std::vector<BesideNote> notes = all->value_or(std::vector<BesideNote>());
    std::erase_if(notes, [&store](const BesideNote &one) { return one.store != *store; });
    qint64 newest = 0;
    for (const BesideNote &one : notes)
        newest = std::max(newest, one.number);
    shorten(m_database.path(), notes, tx.now());
    if (*all && newest <= *known)
        return *known > 0 ? Result<void>() : beginList(true);
    std::erase_if(notes, [&known](const BesideNote &one) { return one.number <= *known; });
    if (auto taken = takeOver(tx, notes); !taken)
        return taken;
    if (auto kept = m_database.setState(kNoted, newest); !kept)
        return kept;
    return holdSending(tx, {fileMark(tx.now()), tx.now()});
}

Result<void> DeskLane::remember(const SendNote &note)
{
    auto tx = start(Turn::Over);
    if (!tx)
        return tx.error();
    const auto known = m_database.state(kNoted), store = m_database.state("store");
    if (!known || !store)
        return !known ? known.error() : store.error();
    if (auto kept = m_database.setState(kNoted, *known + 1); !kept)
        return kept;
    if (auto done = tx->commit(); !done)
        return done;
    return addBeside(m_database.path(), {*store, *known + 1, note});
}

Result<bool> DeskLane::hold()
{
    constexpr Time kRenewEvery = 5 * kSecond;
    const bool fresh = m_database.setup().clock->now() + kFor - kRenewEvery < m_until;
    if (m_epoch > 0 && fresh && running() < m_renew)
        return true;
    const Time asked = running();
    auto tx = Transaction::begin(m_database, {PersonId{}, m_store});
    const auto newest = m_database.state(kEpoch), until = m_database.state(kUntil), known = m_database.state(kNoted);
    if (!tx || !newest || !until || !known)
        return !tx ? tx.error() : !newest ? newest.error() : !until ? until.error() : known.error();
    const bool mine = m_epoch > 0 && *newest == m_epoch;
    const bool open = *until <= tx->now() || *until > tx->now() + kFor; // further ahead: the clock was set back
    if (!mine && !open) {
        m_epoch = 0;
        return false;
    }
    if (auto noticed = mine && *known > 0 ? Result<void>() : noticeOlderFile(*tx); !noticed)
        return noticed.error();
    const qint64 epoch = mine ? m_epoch : *newest + 1;
    if (auto done = m_database.setState(kEpoch, epoch); !done)
        return done.error();
    if (auto done = m_database.setState(kUntil, tx->now() + kFor); !done)
        return done.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    m_epoch = epoch;
    m_until = tx->now() + kFor;
    m_renew = asked + kRenewEvery;
    return true;
}

void DeskLane::giveBack()
{
    auto tx = Transaction::begin(m_database, {PersonId{}, m_store});
    const auto newest = m_database.state(kEpoch);
    if (m_epoch > 0 && tx && newest && *newest == m_epoch && m_database.setState(kUntil, 0))
        (void)tx->commit(); // else it runs out
    m_epoch = 0;
}

// A server that is slow may outlast the turn: until another program has taken it, what became of a message is told.
Result<Transaction> DeskLane::start(Turn turn)
{
    auto tx = Transaction::begin(m_database, {PersonId{}, m_store});
    const auto newest = m_database.state(kEpoch), until = m_database.state(kUntil);
    if (!tx || !newest || !until)
        return !tx ? tx.error() : !newest ? newest.error() : until.error();
    if (m_epoch == 0 || *newest != m_epoch || (turn == Turn::Needed && *until <= tx->now()))
        return fenced();
    return tx;
}

Result<void> DeskLane::actOnWishes()
{
    auto tx = start(Turn::Needed);
    if (!tx)
        return tx.error();
    if (auto done = actOnAll(*tx); !done)
        return done;
    return tx->commit();
}

Result<int> DeskLane::sweep()
{
    auto tx = start(Turn::Needed);
    if (!tx)
        return tx.error();
    Query q = m_database.query(kHalfWay);
    q.bind(1, m_epoch).bind(2, tx->now() - kSweepAfter);
    const auto lost = idsOf(std::move(q));
    if (!lost)
        return lost.error();
    for (const MessageId &id : *lost) {
        if (auto done = becomes(*tx, id, "unknown", "cut"); !done)
            return done.error();
    }
    auto done = tx->commit();
    return done ? Result<int>(int(lost->size())) : Result<int>(done.error());
}

Result<std::optional<Message>> DeskLane::begin(const std::vector<Channel> &ways)
{
    auto tx = start(Turn::Needed);
    if (!tx)
        return tx.error();
    const auto held = sendHold(m_database);
    if (!held || *held)
        return held ? Result<std::optional<Message>>(std::nullopt) : held.error();
    if (auto done = actOnAll(*tx); !done)
        return done.error();
    if (auto done = expire(*tx); !done)
        return done.error();
    auto message = firstDue(*tx, ways);
    if (!message)
        return message;
    if (*message) {
        Message begun = **message;
        begun.state = QStringLiteral("sending");
        begun.epoch = m_epoch;
        begun.began = tx->now();
        begun.why.clear();
        begun.said.clear();
        if (auto done = lay(*tx, **message, begun); !done)
            return done.error();
        *message = std::move(begun);
    }
    auto done = tx->commit();
    return done ? std::move(message) : Result<std::optional<Message>>(done.error());
}

Result<bool> DeskLane::move(
    const MessageId &id, const std::vector<QString> &from, const std::function<void(Message &)> &change)
{
    auto tx = start(Turn::Over);
    if (!tx)
        return tx.error();
    const auto message = load(m_database, kMessage, id.value);
    if (!message)
        return message.error().code == Error::Code::NotFound ? Result<bool>(false) : Result<bool>(message.error());
    const bool ours = message->state != QLatin1String("sending") || message->epoch == m_epoch;
    if (!ours || std::ranges::find(from, message->state) == from.end())
        return false;
    Message after = *message;
    change(after);
    if (auto done = lay(*tx, *message, after); !done)
        return done.error();
    auto done = tx->commit();
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<bool> DeskLane::end(const MessageId &message, const SendEnd &end)
{
    static constexpr const char *kStates[] = {"sent", "failed", "unknown"};
    return move(message, {QStringLiteral("sending"), QStringLiteral("unknown")}, [&end](Message &row) {
        row.state = QString::fromLatin1(kStates[size_t(end.state)]);
        if (!end.provider.isEmpty())
            row.providerId = end.provider;
        row.why = end.why;
        row.wish = 0;
        row.said = end.said; // its line is named when there is one
    });
}

Result<bool> DeskLane::putBack(const MessageId &message, const PutBack &back)
{
    return move(message, {QStringLiteral("sending")}, [&back](Message &row) {
        row.state = QString::fromLatin1(back.cancelled ? "cancelled" : "queued");
        if (!back.cancelled)
            row.notBefore = std::max(row.notBefore, back.until);
        row.wish = back.cancelled ? 0 : row.wish;
        row.began = 0;
        row.why = back.why;
        row.said = back.said;
    });
}

} // namespace updesk
