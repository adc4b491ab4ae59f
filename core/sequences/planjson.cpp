// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <span>

namespace updesk
{

namespace
{

constexpr std::array kStarts{"by_hand", "capture", "missed_visit", "sold", "ended"};
constexpr std::array kTypes{
    "web", "third_party", "phone", "walk_in", "chat", "social", "referral", "repeat", "service", "equity"};
constexpr std::array kPaces{"automatic", "nurture", "personal", "immediate"};
constexpr std::array kWays{"call", "text", "email"};
constexpr std::array kBy{"automatic", "person", "by_pace"};
constexpr std::array kAnchors{"start", "last"};
constexpr std::array kParts{"any", "morning", "afternoon", "evening", "other"};
constexpr std::array kDays{"any", "weekday", "weekend", "other"};
constexpr std::array kSkips{"reached", "no_text_consent", "has_email", "no_email", "has_phone", "no_phone"};
constexpr std::array kOutcomes{
    "", "visit_set", "call_back", "voicemail", "no_answer", "wrong_number", "not_interested", "do_not_contact"};
constexpr std::array kStops{
    "", "reply", "visit", "sale", "opt_out", "no_way", "closed", "by_person", "replaced", "branch"};
constexpr Channel kChannels[] = {Channel::Phone, Channel::Text, Channel::Email};
constexpr qsizetype kLongest = 120;

using Words = std::span<const char *const>;

int placeOf(Words words, const QString &word)
{
    const auto found = std::ranges::find_if(words, [&](const char *one) { return word == QLatin1String(one); });
    return found == words.end() || word.isEmpty() ? -1 : int(found - words.begin());
}

/// One object on its way through: takes known keys out, so that what is left is unknown. Keeps the first fault.
class Part
{
public:
    Part(const QJsonValue &value, QString path, std::optional<Error> &fault)
        : m_object(value.toObject()), m_path(std::move(path)), m_fault(fault)
    {
        if (!value.isObject())
            fail({}, "object");
    }
    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }
    QJsonValue take(const char *key) { return m_object.take(QLatin1String(key)); }
    QString text(const char *key, bool needed = false)
    {
        const QJsonValue value = take(key);
        const QString text = value.toString().trimmed();
        if (text.isEmpty() && needed)
            fail(key, "needed");
        else if ((!value.isUndefined() && !value.isString()) || text.size() > kLongest)
            fail(key, "text");
        return text;
    }
    int whole(const char *key, int least, int most, int otherwise)
    {
        const QJsonValue value = take(key);
        return value.isUndefined() ? otherwise : wholeOf(value, key, least, most);
    }
    bool flag(const char *key, bool otherwise)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isBool())
            fail(key, "flag");
        return value.toBool(otherwise);
    }
    int word(const char *key, Words words, int otherwise)
    {
        if (!has(key))
            return otherwise;
        const int place = placeOf(words, take(key).toString());
        if (place < 0)
            fail(key, "one_of");
        return std::max(place, 0);
    }
    int bits(const char *key, Words words)
    {
        int out = 0;
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isArray())
            fail(key, "list");
        for (const QJsonValue one : value.toArray()) {
            const int place = placeOf(words, one.toString());
            if (place < 0)
                fail(key, "one_of");
            else
                out |= 1 << place;
        }
        return out;
    }
    void range(const char *key, int &least, int &most)
    {
        if (!has(key))
            return;
        const QJsonArray two = take(key).toArray();
        if (two.size() != 2)
            return fail(key, "number");
        least = wholeOf(two[0], key, 1, int(kMostSteps));
        most = wholeOf(two[1], key, 1, int(kMostSteps));
        if (least > most)
            fail(key, "number");
    }
    void fail(const char *key, const char *why)
    {
        const QString name = QLatin1String(key);
        const QString at = m_path.isEmpty() || name.isEmpty() ? m_path + name : m_path + u'.' + name;
        if (!m_fault)
            m_fault = Error{Error::Code::Invalid, at.isEmpty() ? QStringLiteral("plan") : at, QLatin1String(why)};
    }
    void finish()
    {
        if (!m_object.isEmpty())
            fail(m_object.constBegin().key().toUtf8().constData(), "unknown");
    }
    QString path(const char *key, qsizetype i) const
    {
        const QString name = QStringLiteral("%1[%2]").arg(QLatin1String(key)).arg(i);
        return m_path.isEmpty() ? name : m_path + u'.' + name;
    }

private:
    int wholeOf(const QJsonValue &value, const char *key, int least, int most)
    {
        const double number = value.toDouble(-1);
        if (!value.isDouble() || number < least || number > most || number != double(int(number))) {
            fail(key, "number");
            return least;
        }
        return int(number);
    }
    QJsonObject m_object;
    QString m_path;
    std::optional<Error> &m_fault;
};

PlanStep readStep(Part part, std::optional<Error> &fault)
{
    PlanStep step;
    step.key = part.text("key", true);
    const int way = part.word("way", kWays, -1);
    if (way < 0)
        part.fail("way", "needed");
    step.channel = kChannels[std::max(way, 0)];
    step.by = StepBy(part.word("by", kBy, int(StepBy::Person)));
    if (step.channel == Channel::Phone && step.by != StepBy::Person)
        part.fail("by", "person"); // no program speaks with a customer (US-15)
    step.anchor = Anchor(part.word("after", kAnchors, int(Anchor::Last)));
    const auto delay = delayOf(part.text("delay", true));
    if (!delay)
        part.fail("delay", "delay");
    step.delay = delay.value_or(0);
    step.part = DayPart(part.word("part", kParts, 0));
    step.days = DayChoice(part.word("days", kDays, 0));
    step.text = part.text(step.channel == Channel::Phone ? "script" : "template", true);
    step.against = part.text("against");
    step.skipIf = part.bits("skip_if", kSkips);
    step.video = part.flag("video", false);
    step.acknowledges = part.flag("acknowledges", false);
    const QJsonArray branches = part.take("on").toArray();
    for (qsizetype i = 0; i < branches.size(); ++i) {
        Part one(branches[i], part.path("on", i), fault);
        PlanBranch branch;
        branch.outcomes = one.bits("outcome", kOutcomes);
        branch.go = one.text("go", true);
        if (branch.outcomes == 0)
            one.fail("outcome", "needed");
        one.finish();
        step.branches.push_back(std::move(branch));
    }
    part.finish();
    return step;
}

// What no single step can tell: a key twice, a branch that leads nowhere or back.
void checkKeys(Part &whole, const Plan &plan, std::optional<Error> &fault)
{
    for (size_t i = 0; i < plan.steps.size(); ++i) {
        const QString at = whole.path("steps", qsizetype(i));
        const auto fail = [&](const QString &key, const char *why) {
            if (!fault)
                fault = Error{Error::Code::Invalid, at + u'.' + key, QLatin1String(why)};
        };
        if (plan.find(plan.steps[i].key) != int(i))
            fail(QStringLiteral("key"), "twice");
        for (size_t b = 0; b < plan.steps[i].branches.size(); ++b) {
            const QString &go = plan.steps[i].branches[b].go;
            if (go != QLatin1String("stop") && plan.find(go) <= int(i))
                fail(QStringLiteral("on[%1].go").arg(b), plan.find(go) < 0 ? "one_of" : "later");
        }
    }
}

QJsonArray codes(int bits, Words words)
{
    QJsonArray out;
    for (size_t i = 0; i < words.size(); ++i) {
        if (bits >> i & 1)
            out.append(QLatin1String(words[i]));
    }
    return out;
}

template <class Place>
void putWord(QJsonObject &to, const char *key, Words words, Place place, Place otherwise)
{
    if (place != otherwise)
        to.insert(QLatin1String(key), QLatin1String(words[size_t(place)]));
}

void putText(QJsonObject &to, const char *key, const QString &text)
{
    if (!text.isEmpty())
        to.insert(QLatin1String(key), text);
}

QJsonObject stepJson(const PlanStep &step)
{
    QJsonObject out{{QStringLiteral("key"), step.key},
        {QStringLiteral("way"), QLatin1String(stepWayCode(step.channel))},
        {QStringLiteral("delay"), delayText(step.delay)}};
    putWord(out, "by", kBy, step.by, StepBy::Person);
    putWord(out, "after", kAnchors, step.anchor, Anchor::Last);
    putWord(out, "part", kParts, step.part, DayPart::Any);
    putWord(out, "days", kDays, step.days, DayChoice::Any);
    putText(out, step.channel == Channel::Phone ? "script" : "template", step.text);
    putText(out, "against", step.against);
    if (step.skipIf)
        out.insert(QStringLiteral("skip_if"), codes(step.skipIf, kSkips));
    if (step.video)
        out.insert(QStringLiteral("video"), true);
    if (step.acknowledges)
        out.insert(QStringLiteral("acknowledges"), true);
    QJsonArray branches;
    for (const PlanBranch &branch : step.branches)
        branches.append(QJsonObject{
            {QStringLiteral("outcome"), codes(branch.outcomes, kOutcomes)}, {QStringLiteral("go"), branch.go}});
    if (!branches.isEmpty())
        out.insert(QStringLiteral("on"), branches);
    return out;
}

} // namespace

const char *dayPartCode(DayPart part) { return kParts[size_t(part)]; }
const char *planStopCode(PlanStop why) { return kStops[size_t(why)]; }
const char *planStartCode(PlanStart start) { return kStarts[size_t(start)]; }
const char *stepWayCode(Channel channel)
{
    return channel == Channel::Phone ? kWays[0] : channel == Channel::Text ? kWays[1] : kWays[2];
}
const char *byCode(SentBy by) { return by == SentBy::Automatic ? kBy[0] : kBy[1]; }

QString delayText(Time delay)
{
    if (delay % kDay == 0 && delay > 0)
        return QStringLiteral("%1d").arg(delay / kDay);
    return delay % kHour == 0 && delay > 0 ? QStringLiteral("%1h").arg(delay / kHour)
                                           : QStringLiteral("%1m").arg(delay / kMinute);
}

std::optional<Time> delayOf(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,6})([mhd])$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QChar unit = match.capturedView(2).front();
    const Time one = unit == u'd' ? kDay : unit == u'h' ? kHour : kMinute;
    const Time delay = match.captured(1).toLongLong() * one;
    return delay > kMostDays * kDay ? std::nullopt : std::optional(delay);
}

Result<Plan> planFromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Error{Error::Code::Damaged, QStringLiteral("plan"), {}};
    std::optional<Error> fault;
    Part part(document.object(), {}, fault);
    Plan plan;
    plan.key = part.text("key", true);
    plan.title = part.text("title", true);
    plan.start = PlanStart(part.word("start", kStarts, 0));
    plan.types = part.has("types") ? part.bits("types", kTypes) : (1 << kTypes.size()) - 1;
    plan.paces = part.has("paces") ? part.bits("paces", kPaces) : (1 << kPaces.size()) - 1;
    plan.days = part.whole("days", 1, kMostDays, plan.days);
    part.range("attempts", plan.least, plan.most);
    plan.widestGap = part.whole("widest_gap_days", 1, kMostDays, plan.widestGap);
    plan.stopsOnReply = part.flag("stop_on_reply", true);
    plan.then = part.text("then");
    const QJsonValue steps = part.take("steps");
    const QJsonArray list = steps.toArray();
    if (!steps.isArray() || list.isEmpty())
        part.fail("steps", "empty");
    if (size_t(list.size()) > kMostSteps)
        part.fail("steps", "many");
    for (qsizetype i = 0; i < list.size() && !fault; ++i)
        plan.steps.push_back(readStep(Part(list[i], part.path("steps", i), fault), fault));
    part.finish();
    checkKeys(part, plan, fault);
    return fault ? Result<Plan>(*fault) : Result<Plan>(std::move(plan));
}

QByteArray planToJson(const Plan &plan)
{
    QJsonArray steps;
    for (const PlanStep &step : plan.steps)
        steps.append(stepJson(step));
    QJsonObject out{{QStringLiteral("key"), plan.key}, {QStringLiteral("title"), plan.title},
        {QStringLiteral("types"), codes(plan.types, kTypes)}, {QStringLiteral("paces"), codes(plan.paces, kPaces)},
        {QStringLiteral("days"), plan.days}, {QStringLiteral("attempts"), QJsonArray{plan.least, plan.most}},
        {QStringLiteral("widest_gap_days"), plan.widestGap}, {QStringLiteral("stop_on_reply"), plan.stopsOnReply},
        {QStringLiteral("steps"), steps}};
    putWord(out, "start", kStarts, plan.start, PlanStart::ByHand);
    putText(out, "then", plan.then);
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

} // namespace updesk
