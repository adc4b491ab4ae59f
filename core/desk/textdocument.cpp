// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/textdocument.h"

#include <QCryptographicHash>

#include <algorithm>

namespace updesk
{

static constexpr qsizetype kLongestWords = 10'000;
static constexpr qsizetype kLongestName = 64;
static constexpr char kHead[] = "text message\n";

// What stands in a line of the head can begin no line of its own.
static QByteArray line(const char *key, const QString &value)
{
    return key + QByteArray(" ") + value.simplified().left(kLongestName).toUtf8() + '\n';
}

QString plainWords(const QString &body)
{
    QString words = body.left(2 * kLongestWords);
    words.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    words.removeIf([](QChar c) {
        const auto kind = c.category();
        return (kind == QChar::Other_Control && c != u'\n' && c != u'\t') || kind == QChar::Other_NotAssigned;
    });
    words = words.left(kLongestWords);
    if (!words.isEmpty() && words.back().isHighSurrogate())
        words.chop(1);
    return words.trimmed();
}

static bool isLink(QStringView text)
{
    return text.startsWith(QLatin1String("https://")) || text.startsWith(QLatin1String("http://"));
}

QString typedWords(const QString &body)
{
    QStringView words(body);
    for (;;) {
        words = words.trimmed();
        const qsizetype start = words.lastIndexOf(u'\n') + 1;
        QStringView last = words.sliced(start).trimmed();
        if (!isLink(last))
            return words.toString();
        while (isLink(last)) { // what is typed behind a link counts: "https://... STOP"
            const auto end = std::ranges::find_if(last, [](QChar c) { return c.isSpace(); });
            last = last.sliced(end - last.begin()).trimmed();
        }
        if (!last.isEmpty())
            return words.first(start).toString() + last.toString();
        words = words.first(start);
    }
}

QByteArray textDocument(const InboundText &text)
{
    return kHead + line("from", text.from) + line("to", text.to) + line("id", text.providerId)
        + line("at", QString::number(text.at)) + '\n' + plainWords(text.body).toUtf8() + '\n';
}

std::optional<InboundText> textIn(const QByteArray &document)
{
    const qsizetype end = document.indexOf("\n\n");
    if (!document.startsWith(kHead) || end < 0)
        return std::nullopt;
    InboundText text;
    for (const QByteArray &one : document.left(end).split('\n')) {
        const QString value = QString::fromUtf8(one.mid(one.indexOf(' ') + 1));
        if (one.startsWith("from "))
            text.from = value;
        else if (one.startsWith("to "))
            text.to = value;
        else if (one.startsWith("id "))
            text.providerId = value;
        else if (one.startsWith("at "))
            text.at = value.toLongLong();
    }
    text.body = QString::fromUtf8(document.mid(end + 2)).trimmed();
    return text;
}

Original originalOf(const InboundText &text)
{
    const QByteArray bytes = textDocument(text);
    const QByteArray named =
        text.providerId.isEmpty() ? bytes : "text " + text.providerId.toUtf8() + ' ' + text.from.simplified().toUtf8();
    Original row;
    row.sha256 = QString::fromLatin1(QCryptographicHash::hash(named, QCryptographicHash::Sha256).toHex());
    row.name = text.from.simplified().left(kLongestName);
    row.kind = Original::Kind::Other;
    row.bytesTotal = bytes.size();
    return row;
}

bool isText(const Original &row, const QByteArray &document)
{
    return row.kind == Original::Kind::Other && document.startsWith(kHead);
}

} // namespace updesk
