// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/copyrow.h"

#include <charconv>
#include <cstring>

namespace updesk
{

CopyReader::CopyReader(const Table &table, const std::set<QByteArray> *there)
    : m_table(table), m_row{&table, {}, 0, 0, {}}
{
    for (int i = 0; i < table.count; ++i) {
        if (!there || there->contains(table.columns[size_t(i)].name))
            m_row.fields.push_back({i, defaultOf(table.columns[size_t(i)].type), {}});
    }
}

QByteArray CopyReader::columns() const
{
    QByteArray text = QByteArray("c.id,c.store_id,c.seq,") + kNewestClock;
    for (const Change &field : m_row.fields)
        text += QByteArray(",c.") + m_table.columns[size_t(field.column)].name;
    return text;
}

static std::optional<qint64> numberIn(QByteArrayView text)
{
    qint64 number = 0;
    const auto read = std::from_chars(text.begin(), text.end(), number);
    if (read.ec != std::errc() || read.ptr != text.end())
        return std::nullopt;
    return number;
}

// COPY writes a backslash before what would end a field or a line.
static QByteArray unescaped(QByteArrayView text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const char code = text[++i];
        static constexpr char kLetters[] = "bfnrtv", kMeanings[] = "\b\f\n\r\t\v";
        const char *letter = std::strchr(kLetters, code);
        plain += letter && code ? kMeanings[letter - kLetters] : code;
    }
    return plain;
}

static bool readValue(QByteArrayView text, Column::Type type, Value &value)
{
    const bool escaped = std::memchr(text.data(), '\\', size_t(text.size())) != nullptr;
    if (escaped && text == QByteArrayView("\\N")) {
        value = defaultOf(type);
        return true;
    }
    switch (type) {
    case Column::Type::Number:
        if (const auto number = numberIn(text))
            return value = *number, true;
        return false;
    case Column::Type::Id:
        if (const auto id = Id::fromHex({text.data(), size_t(text.size())}))
            return value = *id, true;
        return false;
    case Column::Type::Text:
        value = escaped ? unescaped(text) : QByteArray::fromRawData(text.data(), text.size());
        return true;
    case Column::Type::Bytes:
        break;
    }
    if (!text.startsWith("\\\\x"))
        return false;
    value = Bytes{QByteArray::fromHex(QByteArray::fromRawData(text.data() + 3, text.size() - 3))};
    return true;
}

Result<void> CopyReader::read(QByteArrayView line)
{
    const Error strange{Error::Code::Damaged, QString::fromLatin1(m_table.name), QStringLiteral("no_row")};
    const char *at = line.begin();
    Value head[4];
    for (size_t i = 0; i < 4 + m_row.fields.size(); ++i) {
        if (at > line.end())
            return strange;
        const auto *tab = static_cast<const char *>(std::memchr(at, '\t', size_t(line.end() - at)));
        const char *end = tab ? tab : line.end();
        const auto type = i == 0 ? Column::Type::Id
            : i < 4              ? Column::Type::Number
                                 : m_table.columns[size_t(m_row.fields[i - 4].column)].type;
        if (!readValue({at, end - at}, type, i < 4 ? head[i] : m_row.fields[i - 4].after))
            return strange;
        at = end + 1;
    }
    const auto *id = std::get_if<Id>(&head[0]);
    if (at != line.end() + 1 || !id)
        return strange;
    m_row.row = *id;
    m_row.store = int(std::get<qint64>(head[1]));
    m_row.seq = std::get<qint64>(head[2]);
    m_clock = std::get<qint64>(head[3]);
    return {};
}

} // namespace updesk
