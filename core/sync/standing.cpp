// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/standing.h"

#include "core/store/desksetting.h"
#include "core/sync/fill.h"
#include "core/sync/refill.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSysInfo>

#include <map>

namespace updesk
{

static const QString kStanding = QStringLiteral("standing"), kHeads = QStringLiteral("chain_heads"),
                     kKnew = QStringLiteral("knew_generation");
static constexpr Time kBackups = 35 * kDay; // older than any copy that a server is set back to (sync.md 15)
static constexpr int kMostHeads = 40; // of a store

namespace
{

/// The head of a history as it stood on some day.
struct KeptHead {
    int store = 0;
    qint64 n = 0; ///< number of the op
    QString head, generation;
    Time at = 0;
    bool gone = false; ///< the history does not have it any more

    bool isSame(const KeptHead &other) const { return store == other.store && n == other.n && head == other.head; }
};

QJsonArray jsonOf(const KeptHead &head)
{
    return {head.store, head.n, head.head, head.generation, head.at, head.gone ? 1 : 0};
}

KeptHead headIn(const QJsonValue &json)
{
    return {json[0].toInt(), json[1].toInteger(), json[2].toString(), json[3].toString(), json[4].toInteger(),
        json[5].toInteger() > 0};
}

bool isHead(const KeptHead &head)
{
    static const QRegularExpression form(QStringLiteral("^[0-9a-f]{64}$"));
    return head.n > 0 && head.at > 0 && form.match(head.head).hasMatch();
}

QString asText(const QJsonDocument &json) { return QString::fromUtf8(json.toJson(QJsonDocument::Compact)); }

Result<std::vector<KeptHead>> keptHeads(Database &database)
{
    const auto text = deskSetting(database, kHeads);
    if (!text)
        return text.error();
    std::vector<KeptHead> heads;
    const QJsonArray kept = QJsonDocument::fromJson(text->toUtf8()).array();
    for (const QJsonValue &one : kept)
        heads.push_back(headIn(one));
    return heads;
}

Result<bool> hasSent(Database &database)
{
    Query q = database.query("SELECT 1 FROM send_journal LIMIT 1");
    const bool any = q.next();
    const auto done = q.done();
    return done ? Result<bool>(any) : done.error();
}

// After a restore of an older copy its last days are missing, and that is no rewriting; of what is older than every
// backup nothing may be.
void compare(std::vector<KeptHead> &heads, const QJsonObject &said, Time now)
{
    const QString generation = said[QLatin1String("gen")].toString();
    const QJsonArray gone = said[QLatin1String("gone")].toArray();
    std::vector<KeptHead> missing;
    for (const QJsonValue &one : gone)
        missing.push_back(headIn(one));
    std::erase_if(heads, [&](KeptHead &head) {
        head.gone = std::ranges::any_of(missing, [&](const KeptHead &one) { return one.isSame(head); });
        if (head.gone && head.generation != generation && now - head.at < kBackups)
            return true;
        if (!head.gone)
            head.generation = generation;
        return false;
    });
}

void prune(std::vector<KeptHead> &heads)
{
    std::ranges::sort(heads, {}, &KeptHead::at);
    std::map<int, int> sound;
    for (const KeptHead &head : heads)
        sound[head.store] += !head.gone;
    std::map<int, int> gone; // the first of them says since when
    std::erase_if(heads, [&](const KeptHead &head) {
        return head.gone ? ++gone[head.store] > kMostHeads : sound[head.store]-- > kMostHeads;
    });
}

/// The heads of the last night join those that are kept; the answer is since when the history is in doubt.
Time takeHeads(std::vector<KeptHead> &heads, const QJsonObject &said)
{
    Time doubt = 0;
    const auto doubtSince = [&doubt](Time at) { doubt = doubt == 0 ? at : std::min(doubt, at); };
    const QJsonArray now = said[QLatin1String("heads")].toArray();
    for (const QJsonValue &one : now) {
        KeptHead head = headIn(one);
        if (std::exchange(head.gone, false)) // the night itself has not found it whole
            doubtSince(head.at);
        const bool known = std::ranges::any_of(heads, [&](const KeptHead &kept) { return kept.isSame(head); });
        if (isHead(head) && !known)
            heads.push_back(head);
    }
    prune(heads);
    for (const KeptHead &head : heads) {
        if (head.gone)
            doubtSince(head.at);
    }
    return doubt;
}

Result<QJsonObject> wordsOf(Database &database, const Meeting &meeting, const std::vector<KeptHead> &heads, bool filled)
{
    const auto sends = hasSent(database);
    const auto knew = deskSetting(database, kKnew);
    if (!sends || !knew)
        return !sends ? sends.error() : knew.error();
    QJsonArray kept;
    for (const KeptHead &head : heads)
        kept.append(jsonOf(head));
    const QString generation = QString::fromLatin1(meeting.generation);
    return QJsonObject{{QStringLiteral("name"), QSysInfo::machineHostName().left(60)},
        {QStringLiteral("sends"), *sends}, {QStringLiteral("settled"), meeting.settled ? generation : QString()},
        {QStringLiteral("knew"), *knew}, {QStringLiteral("filled"), filled}, {QStringLiteral("heads"), kept}};
}

Result<void> keep(Database &database, const Standing &now, const std::vector<KeptHead> &heads)
{
    QJsonArray list;
    for (const KeptHead &head : heads)
        list.append(jsonOf(head));
    const QJsonObject json{{QStringLiteral("away"), now.away}, {QStringLiteral("rewritten"), now.rewritten},
        {QStringLiteral("unsettled"), QJsonArray::fromStringList(now.unsettled)}};
    const QString text = now == Standing() ? QString() : asText(QJsonDocument(json));
    if (auto kept = setDeskSetting(database, kStanding, text); !kept)
        return kept;
    return setDeskSetting(database, kHeads, list.isEmpty() ? QString() : asText(QJsonDocument(list)));
}

Standing said(const QJsonObject &answer)
{
    Standing now;
    now.away = answer[QLatin1String("away")].toInt();
    const QJsonArray names = answer[QLatin1String("unsettled")].toArray();
    for (const QJsonValue &name : names)
        now.unsettled << name.toString();
    return now;
}

} // namespace

Result<Standing> standing(Database &database)
{
    const auto text = deskSetting(database, kStanding);
    if (!text)
        return text.error();
    const QJsonObject kept = QJsonDocument::fromJson(text->toUtf8()).object();
    Standing now = said(kept);
    now.rewritten = kept[QLatin1String("rewritten")].toInteger();
    return now;
}

Result<void> keepKnownGeneration(Database &database, const QString &generation)
{
    return setDeskSetting(database, kKnew, generation);
}

// What is not sent yet stays where it is: whoever talks with the server sends before it takes.
Result<void> meetServer(Database &database, Remote &remote, const Meeting &meeting)
{
    const auto before = standing(database);
    auto heads = keptHeads(database);
    const auto refilling = isRefilling(database);
    if (!before || !heads || !refilling)
        return !before ? before.error() : !heads ? heads.error() : refilling.error();
    const bool filled = before->away > 0 && !*refilling;
    const auto words = wordsOf(database, meeting, *heads, filled);
    if (!words)
        return words.error();
    const auto answer = remote.here(*words);
    if (!answer)
        return answer.error();
    if (answer->isEmpty())
        return {};
    step("desk met");
    Standing now = said(*answer);
    compare(*heads, *answer, meeting.now);
    now.rewritten = takeHeads(*heads, *answer);
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    if (now.away > 0 && before->away == 0) {
        const auto begun = beginRefill(*tx);
        if (auto filling = begun ? beginFill(*tx) : begun; !filling)
            return filling;
    }
    if (auto kept = keep(database, now, *heads); !kept)
        return kept;
    if (auto told = setDeskSetting(database, kKnew, {}); !told)
        return told;
    return tx->commit();
}

} // namespace updesk
