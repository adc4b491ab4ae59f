// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/incentive.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace updesk
{

namespace
{

constexpr std::array kColumns{"words", "amount", "year", "make", "model", "from", "until", "source"};
enum Column : quint8 { Words, Amount, Year, Make, Model, From, Until, Source };
constexpr qsizetype kLongest = 120;
constexpr double kMost = 10'000'000; // dollars
using Cells = std::array<QString, kColumns.size()>;

Error wrong(const QString &place, int column, const char *code)
{
    return {Error::Code::Invalid, place + u'.' + QLatin1String(kColumns[size_t(column)]), QString::fromLatin1(code)};
}

// "$3,000" and "3000.50" alike.
std::optional<qint64> centsOf(QString text)
{
    text.remove(u'$').remove(u',').remove(u' ');
    bool fine = true;
    const double dollars = text.isEmpty() ? 0 : text.toDouble(&fine);
    if (!fine || !(dollars >= 0 && dollars <= kMost)) // "nan" is neither
        return std::nullopt;
    return std::llround(dollars * 100);
}

Result<Incentive> incentiveOf(const Cells &cells, const QString &place)
{
    Incentive one;
    one.words = cells[Words].simplified();
    one.make = cells[Make].simplified();
    one.model = cells[Model].simplified();
    one.source = cells[Source].simplified();
    for (const int column : {Words, Make, Model, Source}) {
        if (cells[size_t(column)].size() > kLongest)
            return wrong(place, column, "long");
    }
    const auto amount = centsOf(cells[Amount]);
    if (!amount)
        return wrong(place, Amount, "amount");
    one.amount = *amount;
    if (one.words.isEmpty())
        return wrong(place, Words, "needed");
    bool fine = true;
    one.year = cells[Year].isEmpty() ? 0 : cells[Year].toInt(&fine);
    if (!fine || (one.year != 0 && (one.year < 1950 || one.year > 2100)))
        return wrong(place, Year, "year");
    if (one.make.isEmpty() && !one.model.isEmpty())
        return wrong(place, Make, "needed");
    one.from = QDate::fromString(cells[From], Qt::ISODate);
    one.until = QDate::fromString(cells[Until], Qt::ISODate);
    if (!one.from.isValid())
        return wrong(place, From, "day");
    if (!one.until.isValid() || one.until < one.from)
        return wrong(place, Until, "day");
    return one;
}

QString textOf(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'f', -1) : value.toString().trimmed();
}

/// The cells of a table's text; quotes as in RFC 4180.
std::vector<QStringList> linesOf(const QString &text)
{
    std::vector<QStringList> lines(1);
    QString cell;
    bool quoted = false, any = false;
    const auto endCell = [&] { lines.back() << std::exchange(cell, QString()).trimmed(); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == u'"' && i + 1 < text.size() && text[i + 1] == u'"')
            cell += text[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            endCell();
        else if (c == u'\n' && !quoted) {
            endCell();
            lines.emplace_back();
            any = false;
            continue;
        } else if (c != u'\r' || quoted)
            cell += c;
        any = true;
    }
    if (any)
        endCell();
    return lines;
}

bool isBlank(const QStringList &line)
{
    return std::ranges::all_of(line, [](const QString &cell) { return cell.isEmpty(); });
}

bool isOf(const Incentive &one, const NamedVehicle &vehicle)
{
    const auto same = [](const QString &wanted, const QString &has) {
        return wanted.isEmpty() || wanted.compare(has.simplified(), Qt::CaseInsensitive) == 0;
    };
    return (one.year == 0 || one.year == vehicle.year) && same(one.make, vehicle.make)
        && same(one.model, vehicle.model);
}

} // namespace

Result<std::vector<Incentive>> incentivesIn(const QByteArray &json)
{
    std::vector<Incentive> all;
    if (json.trimmed().isEmpty())
        return all;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonValue list = object[QLatin1String("incentives")];
    if (!list.isArray() || size_t(list.toArray().size()) > kMostIncentives)
        return Error{Error::Code::Invalid, QStringLiteral("incentives"), QStringLiteral("list")};
    for (const QJsonValue &value : list.toArray()) {
        Cells cells;
        for (size_t i = 0; i < kColumns.size(); ++i)
            cells[i] = textOf(value.toObject()[QLatin1String(kColumns[i])]);
        auto one = incentiveOf(cells, QStringLiteral("incentives[%1]").arg(all.size()));
        if (!one)
            return one.error();
        all.push_back(std::move(*one));
    }
    return all;
}

Result<std::vector<Incentive>> incentivesInTable(const QByteArray &csv)
{
    QString text = QString::fromUtf8(csv);
    text.remove(QChar(0xfeff));
    const std::vector<QStringList> lines = linesOf(text);
    QStringList head;
    for (const QString &name : lines.front())
        head << name.toLower();
    std::array<qsizetype, kColumns.size()> place{};
    for (size_t i = 0; i < kColumns.size(); ++i)
        place[i] = head.indexOf(QLatin1String(kColumns[i]));
    for (const int column : {Words, From, Until}) {
        if (place[size_t(column)] < 0)
            return wrong(QStringLiteral("1"), column, "needed");
    }
    std::vector<Incentive> all;
    for (size_t n = 1; n < lines.size(); ++n) {
        if (isBlank(lines[n]))
            continue;
        if (all.size() == kMostIncentives)
            return Error{Error::Code::Invalid, QStringLiteral("incentives"), QStringLiteral("list")};
        Cells cells;
        for (size_t i = 0; i < kColumns.size(); ++i)
            cells[i] = place[i] < 0 ? QString() : lines[n].value(place[i]);
        auto one = incentiveOf(cells, QString::number(n + 1));
        if (!one)
            return one.error();
        all.push_back(std::move(*one));
    }
    return all;
}

QString incentivesText(const std::vector<Incentive> &incentives)
{
    QJsonArray list;
    for (const Incentive &one : incentives) {
        const QString amount = QString::number(double(one.amount) / 100, 'f', 2);
        const Cells cells{one.words, one.amount == 0 ? QString() : amount,
            one.year == 0 ? QString() : QString::number(one.year), one.make, one.model, one.from.toString(Qt::ISODate),
            one.until.toString(Qt::ISODate), one.source};
        QJsonObject row;
        for (size_t i = 0; i < kColumns.size(); ++i) {
            if (!cells[i].isEmpty())
                row.insert(QLatin1String(kColumns[i]), cells[i]);
        }
        list.append(row);
    }
    const QJsonObject all{{QStringLiteral("incentives"), list}};
    return incentives.empty() ? QString() : QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

const Incentive *incentiveFor(const std::vector<Incentive> &all, const NamedVehicle &vehicle, const QDate &day)
{
    const Incentive *best = nullptr;
    const auto rank = [](const Incentive &one) {
        return std::tuple(int(one.year != 0) + int(!one.make.isEmpty()) + int(!one.model.isEmpty()), one.amount);
    };
    for (const Incentive &one : all) {
        if (day < one.from || day > one.until || !isOf(one, vehicle))
            continue;
        if (!best || rank(one) > rank(*best))
            best = &one;
    }
    return best;
}

} // namespace updesk
