// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/prospect.h"

#include "core/intake/codes.h"
#include "core/intake/consentlabels.h"
#include "core/intake/contact.h"
#include "core/intake/dates.h"
#include "core/intake/fieldtext.h"
#include "core/intake/plaintext.h"
#include "core/intake/vehicles.h"
#include "core/intake/wishes.h"

#include <QDateTime>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestComment = 65'536;

void readIdentity(const AdfElement &prospect, LeadDraft &draft)
{
    const AdfElement *id = prospect.child(Tag::Id);
    if (id) {
        draft.externalId = fieldText(id->text, draft.warnings);
        const QString sequence = fieldText(id->attribute(Attribute::Sequence), draft.warnings);
        if (draft.externalId.isEmpty() && sequence != QLatin1String("0") && sequence != QLatin1String("1"))
            draft.externalId = sequence;
    }
    draft.resend =
        prospect.attribute(Attribute::Status).trimmed().compare(QLatin1String("resend"), Qt::CaseInsensitive) == 0;
    if (draft.resend)
        code::warn(draft.warnings, code::kResend);
}

void readTime(const AdfElement &prospect, const ParseContext &context, const Delivery &delivery, LeadDraft &draft)
{
    const QString written = fieldText(prospect.childText(Tag::RequestDate), draft.warnings);
    const auto date = readDate(written, context.zone);
    draft.received = context.arrival;
    draft.sentAt = date ? date->time : delivery.sent;
    if (date && date->guessed)
        code::warn(draft.warnings, code::kDateGuessed);
    if (!date && !written.isEmpty())
        code::warn(draft.warnings, code::kBadDate);
    if (!date)
        code::warn(draft.warnings, code::kDateMissing);
}

void readTimeframe(const AdfElement &customer, const ParseContext &context, LeadDraft &draft)
{
    const AdfElement *timeframe = customer.child(Tag::Timeframe);
    if (!timeframe)
        return;
    draft.timeframeWords = fieldText(timeframe->childText(Tag::Description), draft.warnings);
    if (draft.timeframeWords.isEmpty() && timeframe->children.empty())
        draft.timeframeWords = fieldText(timeframe->text, draft.warnings);
    draft.timeframeDays = timeframeDays(timeframe->childText(Tag::LatestDate), timeframe->childText(Tag::EarliestDate),
        draft.received > 0 ? draft.received : draft.sentAt, context.zone);
}

/// Collects all comments in one text, each on lines of its own.
class CommentCollector
{
public:
    explicit CommentCollector(LeadDraft &draft) : m_draft(draft) { }

    void add(const QString &text)
    {
        if (text.isEmpty() || m_draft.comments.size() > kLongestComment)
            return;
        m_draft.comments += (m_draft.comments.isEmpty() ? QString() : QStringLiteral("\n")) + text;
    }
    void addFrom(const AdfElement &parent)
    {
        for (const AdfElement &element : parent.children) {
            if (element.tag == Tag::Comments)
                add(commentText(element.text, m_draft.warnings));
        }
    }
    void addFromAll(const AdfElement &parent, Tag wanted)
    {
        for (const AdfElement &element : parent.children) {
            if (element.tag == wanted)
                addFrom(element);
            else if (element.tag == Tag::Vehicles)
                addFromAll(element, wanted);
        }
    }

private:
    LeadDraft &m_draft;
};

void readComments(const AdfElement &prospect, const AdfElement &customer, LeadDraft &draft)
{
    CommentCollector collector(draft);
    collector.addFrom(customer);
    collector.addFromAll(customer, Tag::Contact);
    if (&prospect != &customer)
        collector.addFrom(prospect);
    collector.addFromAll(prospect, Tag::Vehicle);
    if (!draft.timeframeWords.isEmpty())
        collector.add(QLatin1String("Timeframe: ") + draft.timeframeWords);
    draft.comments = cutTo(draft.comments, kLongestComment, draft.warnings);
}

/// Elements in which forms send a consent that was asked for apart from the comments.
void readConsent(const AdfElement &parent, LeadDraft &draft)
{
    for (const AdfElement &element : parent.children) {
        if (element.tag != Tag::SmsOptIn && element.tag != Tag::EmailOptIn && element.tag != Tag::PhoneOptIn
            && element.tag != Tag::Consent)
            continue;
        const QString value = fieldText(element.text, draft.warnings);
        if (value.isEmpty())
            continue;
        static_cast<void>(takeConsentAnswer(draft, tagName(element.tag), value));
    }
}

QString salespersonIn(const AdfElement &parent, QStringList &warnings)
{
    const AdfElement *person = parent.child(Tag::Salesperson);
    if (!person)
        return {};
    const QString name = fieldText(person->childText(Tag::Name), warnings);
    return name.isEmpty() ? fieldText(person->text, warnings) : name;
}

void readSalesperson(const AdfElement &prospect, const AdfElement &customer, LeadDraft &draft)
{
    draft.salesperson = salespersonIn(prospect, draft.warnings);
    if (draft.salesperson.isEmpty())
        draft.salesperson = salespersonIn(customer, draft.warnings);
    const AdfElement *vendor = prospect.child(Tag::Vendor);
    if (draft.salesperson.isEmpty() && vendor)
        draft.salesperson = salespersonIn(*vendor, draft.warnings);
}

} // namespace

int timeframeDays(const QString &latest, const QString &earliest, Time from, const QTimeZone &zone)
{
    for (const QString &written : {latest, earliest}) {
        const auto date = readDate(written, zone);
        if (!date || from <= 0)
            continue;
        const qint64 days = QDateTime::fromMSecsSinceEpoch(from, zone).date().daysTo(date->day);
        if (days >= 0) // a day that has passed does not say when they buy now
            return static_cast<int>(std::min<qint64>(days, 3650));
    }
    return -1;
}

LeadDraft draftOf(
    const AdfElement &prospect, const AdfElement *envelope, const ParseContext &context, const Delivery &delivery)
{
    LeadDraft draft;
    const AdfElement *found = prospect.child(Tag::Customer);
    const AdfElement &customer = found ? *found : prospect;
    readIdentity(prospect, draft);
    readTime(prospect, context, delivery, draft);
    readContact(customer, context.region, draft);
    readTimeframe(customer, context, draft);
    readComments(prospect, customer, draft);
    readVehicles(prospect, draft);
    QString source = sourceIn(prospect, envelope ? envelope->child(Tag::Provider) : nullptr);
    setSource(draft, source.isEmpty() ? delivery.senderDomain : source, context.sources);
    readSalesperson(prospect, customer, draft);
    for (const AdfElement *part : {&prospect, &customer}) {
        readConsent(*part, draft);
        if (!found)
            break;
    }
    readWishes(draft, delivery.subject);
    draft.messageId = delivery.messageId;
    if (isUnreachable(draft))
        code::warn(draft.warnings, code::kUnreachable);
    return draft;
}

} // namespace updesk
