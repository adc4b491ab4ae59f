// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonecall.h"

#include "core/people/phonenumber.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

constexpr qsizetype kLargest = 50 * 1024 * 1024;
constexpr qsizetype kMostColumns = 100;
constexpr qsizetype kLongestCell = 4096;

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

/// Cuts a table into its rows, one at a time.
class Rows
{
public:
    explicit Rows(const QString &text) : m_text(text)
    {
        const QString first = text.section(u'\n', 0, 0);
        for (const QChar mark : {u';', u'\t', u'|'}) {
            if (first.count(mark) > first.count(m_mark))
                m_mark = mark;
        }
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    int line() const { return m_line; } ///< at which the row that came last began

    QStringList next()
    {
        m_line = m_here;
        QStringList cells;
        QString cell;
        bool quoted = false;
        while (!atEnd()) {
            const QChar c = m_text[m_at++];
            m_here += c == u'\n' ? 1 : 0;
            if (c == u'"' && quoted && m_at < m_text.size() && m_text[m_at] == u'"')
                cell += m_text[m_at++];
            else if (c == u'"' && (quoted || cell.trimmed().isEmpty()))
                quoted = !quoted;
            else if (c == u'\n' && !quoted)
                break;
            else if (c == m_mark && !quoted && cells.size() < kMostColumns)
                cells << std::exchange(cell, {}).trimmed();
            else if (cell.size() < kLongestCell)
                cell += c;
        }
        cells << cell.trimmed();
        return cells;
    }

private:
    const QString &m_text;
    QChar m_mark = u',';
    qsizetype m_at = 0;
    int m_here = 1, m_line = 1;
};

enum Column : size_t { kId, kWay, kNumber, kExtension, kBegan, kSeconds, kColumns };

/// What the columns may be called, in lower case; ours first.
const std::array<QStringList, kColumns> &names()
{
    static const std::array<QStringList, kColumns> all{
        QStringList{QStringLiteral("id"), QStringLiteral("uniqueid"), QStringLiteral("call id")},
        QStringList{QStringLiteral("way"), QStringLiteral("direction")},
        QStringList{QStringLiteral("number"), QStringLiteral("phone"), QStringLiteral("phone number")},
        QStringList{QStringLiteral("extension"), QStringLiteral("ext")},
        QStringList{QStringLiteral("began"), QStringLiteral("start"), QStringLiteral("start time"),
            QStringLiteral("calldate"), QStringLiteral("date")},
        QStringList{QStringLiteral("seconds"), QStringLiteral("billsec"), QStringLiteral("duration")}};
    return all;
}

using Places = std::array<qsizetype, kColumns>;

Places placesIn(const QStringList &heading)
{
    Places places;
    for (size_t column = 0; column < kColumns; ++column) {
        places[column] = -1;
        for (const QString &name : names()[column]) {
            if (places[column] < 0)
                places[column] = heading.indexOf(name);
        }
    }
    return places;
}

Time timeOf(const QString &text, const QTimeZone &zone)
{
    QDateTime moment = QDateTime::fromString(QString(text).replace(u' ', u'T'), Qt::ISODate);
    if (moment.isValid() && moment.timeSpec() == Qt::LocalTime)
        moment = QDateTime(moment.date(), moment.time(), zone);
    return moment.isValid() ? moment.toMSecsSinceEpoch() : 0;
}

/// "75", "1:15" or "0:01:15"; -1 for what is no length.
int secondsOf(const QString &text)
{
    int seconds = 0;
    const QStringList parts = text.split(u':');
    for (const QString &part : parts) {
        bool number = false;
        const int value = part.toInt(&number);
        if (!number || value < 0 || value > kLongestCall || parts.size() > 3 || part.startsWith(u'+'))
            return -1;
        seconds = std::min(seconds, kLongestCall) * 60 + value;
    }
    return seconds <= kLongestCall ? seconds : -1;
}

/// The call in a row, or which of its fields is none.
QString readRow(
    const QStringList &cells, const Places &places, const QTimeZone &zone, const QString &region, PhoneCall &call)
{
    const auto cell = [&](Column column) { return places[column] < 0 ? QString() : cells.value(places[column]); };
    call.id = cell(kId);
    if (call.id.isEmpty() || call.id.size() > 100)
        return QStringLiteral("id");
    const QString way = cell(kWay).toLower();
    if (!way.startsWith(QLatin1String("in")) && !way.startsWith(QLatin1String("out")))
        return QStringLiteral("way");
    call.way = way.startsWith(QLatin1String("in")) ? CallWay::In : CallWay::Out;
    const auto numbers = phonesIn(cell(kNumber), region);
    if (numbers.size() > 1 || (numbers.size() == 1 && numbers.front().e164.isEmpty() && cell(kNumber).at(0).isDigit()))
        return QStringLiteral("number");
    call.number = numbers.empty() ? QString() : numbers.front().e164;
    call.extension = cell(kExtension).left(32);
    call.rangAt = timeOf(cell(kBegan), zone);
    if (call.rangAt <= 0)
        return QStringLiteral("began");
    call.seconds = secondsOf(cell(kSeconds));
    if (call.seconds < 0)
        return QStringLiteral("seconds");
    call.answeredAt = call.seconds > 0 ? call.rangAt : 0;
    call.endedAt = call.rangAt + call.seconds * kSecond;
    return {};
}

} // namespace

Result<PhoneTable> phoneTableIn(const QByteArray &bytes, const QTimeZone &zone, const QString &region, Time now)
{
    constexpr Time kAhead = 5 * kMinute; // of another clock
    if (bytes.size() > kLargest)
        return invalid("size");
    QString text = QString::fromUtf8(bytes);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    Rows rows(text);
    QStringList heading = rows.next();
    for (QString &name : heading)
        name = name.toLower();
    const Places places = placesIn(heading);
    for (const Column needed : {kId, kWay, kNumber, kBegan, kSeconds}) {
        if (places[needed] < 0)
            return invalid("heading");
    }
    PhoneTable table;
    while (!rows.atEnd()) {
        const QStringList cells = rows.next();
        if (cells.size() == 1 && cells.front().isEmpty())
            continue;
        PhoneCall call;
        QString fault =
            cells.size() != heading.size() ? QStringLiteral("columns") : readRow(cells, places, zone, region, call);
        if (fault.isEmpty() && now > 0 && call.rangAt > now + kAhead)
            fault = QStringLiteral("future");
        if (fault.isEmpty())
            table.calls.push_back(std::move(call));
        else
            table.faults.push_back({rows.line(), fault});
    }
    return table;
}

} // namespace updesk
