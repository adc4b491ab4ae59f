// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace updesk
{

/// Bytes read as text.
struct DecodedText {
    QString text;
    QLatin1String error; ///< binary_data or nothing
    bool guessed = false; ///< the bytes were not what they claimed; read as Windows-1252
};

/// Reads a document's bytes: byte-order mark, UTF-16 without mark, the XML declaration, UTF-8, else Windows-1252.
DecodedText decodedBytes(const QByteArray &bytes);

/// Reads a mail part by its charset (lower case); an unknown or wrong one is read like a document's bytes.
DecodedText decodedPart(const QByteArray &bytes, const QByteArray &charset);

/// What a person reads of a document, whatever its bytes are: by the rules of decodedBytes(), and where they call it
/// binary, byte for byte as Windows-1252.
QString readableBytes(const QByteArray &bytes);

} // namespace updesk
