// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/parsejson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{
namespace
{

QJsonValue orNull(const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QString statusName(VehicleStatus status)
{
    switch (status) {
    case VehicleStatus::New:
        return QStringLiteral("new");
    case VehicleStatus::Used:
        return QStringLiteral("used");
    case VehicleStatus::Unknown:
        break;
    }
    return {};
}

QString interestName(Interest interest)
{
    switch (interest) {
    case Interest::Buy:
        return QStringLiteral("buy");
    case Interest::Lease:
        return QStringLiteral("lease");
    case Interest::TestDrive:
        return QStringLiteral("test-drive");
    case Interest::TradeIn:
        return QStringLiteral("trade-in");
    case Interest::Sell:
        return QStringLiteral("sell");
    }
    return {};
}

QJsonValue vehicleJson(const std::vector<VehicleDraft> &vehicles)
{
    if (vehicles.empty())
        return {};
    const VehicleDraft &vehicle = vehicles.front();
    QJsonObject object{{QStringLiteral("year"), vehicle.year > 0 ? QJsonValue(vehicle.year) : QJsonValue()},
        {QStringLiteral("make"), orNull(vehicle.make)}, {QStringLiteral("model"), orNull(vehicle.model)},
        {QStringLiteral("trim"), orNull(vehicle.trim)}, {QStringLiteral("stock"), orNull(vehicle.stock)},
        {QStringLiteral("vin"), orNull(vehicle.vin)}, {QStringLiteral("status"), orNull(statusName(vehicle.status))},
        {QStringLiteral("interest"), interestName(vehicle.interest)}};
    if (vehicle.odometer >= 0) {
        object.insert(QStringLiteral("odometer"), vehicle.odometer);
        object.insert(QStringLiteral("odometer_units"),
            vehicle.unit == OdometerUnit::Miles ? QStringLiteral("mi") : QStringLiteral("km"));
    }
    return object;
}

QJsonObject leadJson(const LeadDraft &draft)
{
    QJsonArray phones;
    for (const PhoneDraft &phone : draft.phones) {
        if (!phone.e164.isEmpty())
            phones.append(phone.e164);
    }
    QString email;
    for (const EmailDraft &candidate : draft.emails)
        email = email.isEmpty() ? candidate.address : email;
    const QString received = draft.sentAt == 0
        ? QString()
        : QDateTime::fromMSecsSinceEpoch(draft.sentAt, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
    return {{QStringLiteral("first"), draft.first}, {QStringLiteral("last"), draft.last},
        {QStringLiteral("full"), draft.full}, {QStringLiteral("email"), orNull(email)},
        {QStringLiteral("phones"), phones}, {QStringLiteral("postal"), orNull(draft.postal)},
        {QStringLiteral("source"), draft.source}, {QStringLiteral("external_id"), orNull(draft.externalId)},
        {QStringLiteral("vehicle"), vehicleJson(draft.wants)}, {QStringLiteral("trade"), vehicleJson(draft.trades)},
        {QStringLiteral("received_utc"), orNull(received)}, {QStringLiteral("comments"), draft.comments}};
}

} // namespace

QString outcomeName(ParseOutcome outcome)
{
    switch (outcome) {
    case ParseOutcome::Lead:
        return QStringLiteral("lead");
    case ParseOutcome::Leads:
        return QStringLiteral("leads");
    case ParseOutcome::NotALead:
        return QStringLiteral("not-a-lead");
    case ParseOutcome::Rejected:
        break;
    }
    return QStringLiteral("rejected");
}

void writeParsedJson(const QString &file, const Parsed &parsed, QIODevice &out)
{
    const QJsonObject head{{QStringLiteral("file"), file}, {QStringLiteral("outcome"), outcomeName(parsed.outcome)},
        {QStringLiteral("count"), static_cast<qint64>(parsed.drafts.size())},
        {QStringLiteral("error"), orNull(parsed.error)},
        {QStringLiteral("warnings"), QJsonArray::fromStringList(parsed.warnings)}};
    QByteArray start = QJsonDocument(head).toJson(QJsonDocument::Compact);
    start.chop(1);
    out.write(start + ",\"leads\":[");
    for (const LeadDraft &draft : parsed.drafts) {
        out.write(&draft == &parsed.drafts.front() ? "\n" : ",\n");
        out.write(QJsonDocument(leadJson(draft)).toJson(QJsonDocument::Compact));
    }
    out.write("]}");
}

} // namespace updesk
