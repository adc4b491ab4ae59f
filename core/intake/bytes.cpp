// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/bytes.h"

#include "core/intake/codes.h"
#include "core/intake/entities.h"

#include <QStringDecoder>

#include <optional>

namespace updesk
{
namespace
{

constexpr qsizetype kBinaryWindow = 1024;

enum class Charset { Unknown, Utf8, Windows1252, Latin9 };

Charset charsetOf(const QByteArray &name)
{
    for (const char *latin : {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252",
             "x-cp1252", "us-ascii", "ascii"}) {
        if (name == latin)
            return Charset::Windows1252;
    }
    if (name == "iso-8859-15" || name == "iso8859-15" || name == "latin9" || name == "latin-9")
        return Charset::Latin9;
    return name == "utf-8" || name == "utf8" ? Charset::Utf8 : Charset::Unknown;
}

QString fromSingleBytes(const QByteArray &bytes, Charset charset)
{
    QString text(bytes.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<uchar>(bytes[i]);
        char16_t c = charset == Charset::Latin9 ? char16_t(byte) : windows1252(byte);
        if (charset == Charset::Latin9) {
            switch (byte) {
            case 0xa4:
                c = 0x20ac;
                break;
            case 0xa6:
                c = 0x160;
                break;
            case 0xa8:
                c = 0x161;
                break;
            case 0xb4:
                c = 0x17d;
                break;
            case 0xb8:
                c = 0x17e;
                break;
            case 0xbc:
                c = 0x152;
                break;
            case 0xbd:
                c = 0x153;
                break;
            case 0xbe:
                c = 0x178;
                break;
            default:
                break;
            }
        }
        text[i] = QChar(c);
    }
    return text;
}

/// How many bytes at the end start a UTF-8 character that the end of the file cut off; 0: none.
qsizetype cutTail(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto byte = static_cast<uchar>(bytes[bytes.size() - back]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype needs = byte > 0xf4 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
        return needs > back ? back : 0;
    }
    return 0;
}

std::optional<QString> fromUtf8(QByteArrayView bytes)
{
    bytes = bytes.chopped(cutTail(bytes));
    if (!bytes.isValidUtf8())
        return std::nullopt;
    return QString::fromUtf8(bytes);
}

DecodedText utf8OrGuess(QByteArrayView bytes)
{
    if (auto text = fromUtf8(bytes))
        return {std::move(*text), {}, false};
    return {fromSingleBytes(bytes.toByteArray(), Charset::Windows1252), {}, true};
}

QString fromUtf16(QByteArrayView bytes, QStringConverter::Encoding encoding)
{
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    return decoder.decode(bytes);
}

/// The order of UTF-16 bytes when a "<" near the start has a NUL beside it.
std::optional<QStringConverter::Encoding> bareUtf16(QByteArrayView bytes)
{
    const QByteArrayView start = bytes.first(std::min(bytes.size(), kBinaryWindow));
    const qsizetype at = start.indexOf('<');
    if (at < 0)
        return std::nullopt;
    if (at % 2 == 0 && at + 1 < bytes.size() && bytes[at + 1] == '\0')
        return QStringConverter::Utf16LE;
    if (at % 2 == 1 && bytes[at - 1] == '\0')
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

QByteArray declaredCharset(QByteArrayView bytes)
{
    const QByteArray start = bytes.first(std::min(bytes.size(), kBinaryWindow)).toByteArray().toLower();
    const qsizetype open = start.indexOf("<?xml");
    const qsizetype close = open < 0 ? -1 : start.indexOf('>', open);
    if (close < 0)
        return {};
    const QByteArray declaration = start.mid(open, close - open);
    qsizetype at = declaration.indexOf("encoding");
    if (at < 0)
        return {};
    at += 8;
    const auto inName = [&](qsizetype i) {
        const char c = declaration[i];
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    while (at < declaration.size() && !inName(at))
        ++at;
    qsizetype end = at;
    while (end < declaration.size() && inName(end))
        ++end;
    return declaration.mid(at, end - at);
}

} // namespace

DecodedText decodedBytes(const QByteArray &bytes)
{
    const QByteArrayView view(bytes);
    if (bytes.startsWith("\xef\xbb\xbf"))
        return utf8OrGuess(view.sliced(3));
    if (bytes.startsWith("\xff\xfe"))
        return {fromUtf16(view.sliced(2), QStringConverter::Utf16LE), {}, false};
    if (bytes.startsWith("\xfe\xff"))
        return {fromUtf16(view.sliced(2), QStringConverter::Utf16BE), {}, false};
    if (const auto encoding = bareUtf16(view))
        return {fromUtf16(view, *encoding), {}, false};
    if (view.first(std::min(view.size(), kBinaryWindow)).contains('\0'))
        return {{}, code::kBinaryData, false};
    if (const QByteArray declared = declaredCharset(view); !declared.endsWith("ascii")) {
        const Charset charset = charsetOf(declared);
        if (charset == Charset::Windows1252 || charset == Charset::Latin9)
            return {fromSingleBytes(bytes, charset), {}, false};
    }
    return utf8OrGuess(view);
}

DecodedText decodedPart(const QByteArray &bytes, const QByteArray &charset)
{
    const Charset known = charsetOf(charset);
    if (bytes.left(kBinaryWindow).contains('\0'))
        return decodedBytes(bytes);
    const bool marked = bytes.startsWith("\xef\xbb\xbf");
    if (!marked && (known == Charset::Windows1252 || known == Charset::Latin9))
        return {fromSingleBytes(bytes, known), {}, false};
    return known == Charset::Utf8 && !marked ? utf8OrGuess(bytes) : decodedBytes(bytes);
}

QString readableBytes(const QByteArray &bytes)
{
    DecodedText decoded = decodedBytes(bytes);
    return decoded.error.isEmpty() ? decoded.text : fromSingleBytes(bytes, Charset::Windows1252);
}

} // namespace updesk
