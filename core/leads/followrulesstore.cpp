// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/followrules.h"

#include "core/leads/leadnowstore.h"
#include "core/leads/scorelog.h"
#include "core/scoring/scoretables.h"
#include "core/store/apply.h"
#include "core/store/desksetting.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace updesk
{

static constexpr int kSlice = 50;
static constexpr char kDerivedForm[] = "4"; // what lead_now is computed to; another one walks every store anew

static constexpr char kOpen[] =
    "SELECT lead_id FROM lead_now WHERE lead_id>ifnull(?1,x'') AND +grp<9 ORDER BY lead_id LIMIT ?2";
static constexpr char kClosed[] =
    "SELECT lead_id FROM lead_now WHERE lead_id>ifnull(?1,x'') AND +grp=9 ORDER BY lead_id LIMIT ?2";

/// What a version of the settings amounts to. A source that is new changes no lead that was there before it.
struct RulesMark {
    QString all; ///< hash of everything but the weights
    QJsonObject weights; ///< by source

    QString text() const
    {
        return QString::fromUtf8(
            QJsonDocument(QJsonObject{{QStringLiteral("all"), all}, {QStringLiteral("weights"), weights}})
                .toJson(QJsonDocument::Compact));
    }
    static RulesMark from(const QString &text)
    {
        const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
        return {json[QLatin1String("all")].toString(), json[QLatin1String("weights")].toObject()};
    }
    bool gives(const RulesMark &other) const
    {
        if (all != other.all)
            return false;
        for (auto it = other.weights.begin(); it != other.weights.end(); ++it) {
            if (weights.value(it.key()) != it.value())
                return false;
        }
        return true;
    }
};

static QByteArray exact(double number) { return QByteArray::number(number, 'g', 17); }

static Result<RulesMark> markOf(Database &database, const Rulebook &rules)
{
    const auto rings = loadAll(database, kRing);
    if (!rings)
        return rings.error();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &part) { hash.addData(part + '\n'); };
    add(kDerivedForm);
    add(rules.hours.zoneId().toUtf8());
    add(QJsonDocument(rules.hours.weekJson()).toJson() + QJsonDocument(rules.hours.holidaysJson()).toJson());
    for (const TargetRow &target : rules.targets)
        add(QByteArray::fromStdString(target.source.value.hex().toStdString()) + ' ' + QByteArray::number(target.type)
            + ' ' + QByteArray::number(target.seconds) + ' ' + QByteArray::number(target.afterOpening));
    const LadderSettings &l = rules.ladder;
    for (const Time time : {l.warnBefore, l.takeBackAfter, l.everyoneAfter, l.hotManagerAfter, l.hotEveryoneAfter})
        add(QByteArray::number(time));
    add(QByteArray::number(l.takeBacks) + ' ' + QByteArray::number(rules.model.version) + rules.model.toJson());
    for (const RingRow &ring : *rings)
        add(ring.prefix.toUtf8() + ' ' + QByteArray::number(ring.ring));
    const SourceWeight none = rules.weight({});
    add(exact(none.rate) + ' ' + exact(none.best));
    RulesMark mark{QString::fromLatin1(hash.result().toHex()), {}};
    for (const auto &[source, weight] : rules.weights)
        mark.weights.insert(QString::fromLatin1(source.value.hex()),
            QString::fromLatin1(exact(weight.rate) + ' ' + exact(weight.best)));
    return mark;
}

// Where the walk stands, desk-only: what lead_now follows, and what it is on its way to and how far.
static const QString kMark = QStringLiteral("rules");
static const QString kWalk = QStringLiteral("rules_walk");

/// A walk over all leads: the open ones, then the closed ones, each by id.
struct Walk {
    RulesMark mark;
    bool open = true;
    Id at; ///< the last one done

    QString text() const { return mark.text() + (open ? u'o' : u'c') + QString::fromLatin1(at.hex()); }
    static std::optional<Walk> from(const QString &text)
    {
        const qsizetype end = text.lastIndexOf(u'}') + 1;
        const auto at = Id::fromHex(text.mid(end + 1).toLatin1().toStdString());
        if (end == 0 || !at)
            return std::nullopt;
        return Walk{RulesMark::from(text.left(end)), text[end] == u'o', *at};
    }
};

// Steps that the new times have overtaken are passed over, those that are due now are made by the next round; and so is
// one that came due by the old ones while no program ran.
static Time ladderOf(const LeadFacts &facts, const LeadNow &row, const Rulebook &rules, Time due, Time now)
{
    if (due > 0 && due <= now)
        return due;
    return nextLadderMoment(ladderFactsOf(facts, row, rules), rules.ladder, rules.hours, now - 1);
}

// A closed lead keeps the moment of its score and gets no line in its history.
static Result<bool> followOne(Transaction &tx, const Rulebook &rules, LeadId lead, Time now, Mandate mandate)
{
    const auto old = leadNowOf(tx.database(), lead);
    const auto facts = factsOf(tx.database(), lead, rules);
    if (!old || !facts) {
        const Error &error = !old ? old.error() : facts.error();
        return error.code == Error::Code::NotFound ? Result<bool>(false) : error;
    }
    LeadNow fresh = leadNow(*facts, rules, now, old->scoredAt);
    fresh.ladderAt = ladderOf(*facts, fresh, rules, old->ladderAt, now);
    if (fresh == *old)
        return false;
    const bool ruled = fresh.score != old->score || fresh.tier != old->tier;
    if (fresh.closed == Closed::Open) {
        fresh = leadNow(*facts, rules, now);
        fresh.ladderAt = ladderOf(*facts, fresh, rules, old->ladderAt, now);
    }
    if (auto done = writeLeadNow(tx.database(), fresh); !done)
        return done.error();
    if (!mandate || fresh.closed != Closed::Open || (fresh.score == old->score && fresh.model == old->model))
        return true;
    // As of now the score has its newest quiet days as well: those the rules have not taken.
    LeadNow before = *old;
    const bool crossed = !ruled && fresh.tier != old->tier;
    if (!ruled && !crossed)
        before.score = fresh.score;
    if (auto logged = logMove(tx, before, fresh, rules, crossed ? "quiet_days" : "rules"); !logged)
        return logged.error();
    return true;
}

static Result<std::vector<LeadId>> nextLeads(Database &database, const Walk &walk)
{
    std::vector<LeadId> leads;
    Query q = database.query(walk.open ? kOpen : kClosed);
    q.bind(1, walk.at).bind(2, kSlice);
    while (q.next())
        leads.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return leads;
}

static Result<int> followSlice(
    Database &database, const Rulebook &rules, Walk &walk, const std::vector<LeadId> &leads, Time now, Mandate mandate)
{
    const auto store = database.state("store");
    if (!store)
        return store.error();
    auto tx = Transaction::begin(database, {PersonId{}, int(*store), mandate.value_or(kAlone)});
    if (!tx)
        return tx.error();
    if (auto started = tx->start("rules"); !started)
        return started.error();
    int moved = 0;
    for (const LeadId &lead : leads) {
        const auto changed = followOne(*tx, rules, lead, now, mandate);
        if (!changed)
            return changed.error();
        moved += *changed;
        walk.at = lead.value;
    }
    if (auto done = setDeskSetting(database, kWalk, walk.text()); !done)
        return done.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return moved;
}

static Result<void> finish(Database &database, const RulesMark &mark)
{
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    if (auto done = setDeskSetting(database, kMark, mark.text()); !done)
        return done;
    if (auto done = setDeskSetting(database, kWalk, {}); !done)
        return done;
    return tx->commit();
}

static Result<Followed> walkOn(
    Database &database, const Rulebook &rules, Walk walk, Time now, int slices, Mandate mandate)
{
    Followed followed;
    for (int i = 0; i < slices;) {
        const auto leads = nextLeads(database, walk);
        if (!leads)
            return leads.error();
        if (leads->empty() && !walk.open) {
            if (auto done = finish(database, walk.mark); !done)
                return done.error();
            return followed;
        }
        if (leads->empty()) {
            walk.open = false;
            walk.at = {};
            continue;
        }
        const auto moved = followSlice(database, rules, walk, *leads, now, mandate);
        if (!moved)
            return moved.error();
        followed.moved += *moved;
        ++i;
        Database::giveWay();
    }
    followed.done = false;
    return followed;
}

/// The rules that this connection last found followed.
struct FollowedRules {
    std::shared_ptr<const Rulebook> rules;
};

static Result<Followed> walkTo(
    Database &database, const Rulebook &rules, const RulesMark &mark, Time now, int slices, Mandate mandate)
{
    const auto text = deskSetting(database, kWalk);
    if (!text)
        return text.error();
    auto walk = Walk::from(*text);
    if (!walk || walk->mark.text() != mark.text())
        walk = Walk{mark, true, {}};
    if (auto relaxed = database.relax(); !relaxed)
        return relaxed.error();
    const auto followed = walkOn(database, rules, *walk, now, slices, mandate);
    if (auto settled = database.settle(); !settled)
        return settled.error();
    return followed;
}

Result<Followed> followRules(Database &database, Time now, int slices, Mandate mandate)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    auto &seen = database.kept<FollowedRules>();
    if (seen && seen->rules == *rules)
        return Followed{};
    const auto mark = markOf(database, **rules);
    const auto text = deskSetting(database, kMark);
    if (!mark || !text)
        return !mark ? mark.error() : text.error();
    Followed followed;
    if (const RulesMark before = RulesMark::from(*text); !mark->gives(before) || text->isEmpty()) {
        const auto walked = walkTo(database, **rules, *mark, now, slices, mandate);
        if (!walked || !walked->done)
            return walked;
        followed = *walked;
    } else if (*text != mark->text()) {
        if (auto done = finish(database, *mark); !done)
            return done.error();
    }
    seen = std::make_shared<FollowedRules>(FollowedRules{*rules});
    return followed;
}

Result<void> rulesAreFollowed(Database &database)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    const auto mark = markOf(database, **rules);
    return mark ? finish(database, *mark) : mark.error();
}

} // namespace updesk
