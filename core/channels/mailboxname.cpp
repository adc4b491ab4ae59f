// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/mailboxname.h"

#include <QStringList>

namespace updesk
{

namespace
{

bool isPrintableAscii(QChar letter) { return letter.unicode() >= 0x20 && letter.unicode() <= 0x7E; }

/// UTF-16 in base64 with a comma for the slash and without padding.
QByteArray shifted(QStringView letters)
{
    QByteArray wide;
    for (const QChar letter : letters) {
        wide.append(char(letter.unicode() >> 8));
        wide.append(char(letter.unicode() & 0xFF));
    }
    return '&' + wide.toBase64(QByteArray::OmitTrailingEquals).replace('/', ',') + '-';
}

} // namespace

QByteArray mailboxName(const QString &folder)
{
    if (!folder.isValidUtf16())
        return {};
    QByteArray out;
    for (qsizetype at = 0; at < folder.size();) {
        const QChar letter = folder[at];
        if (letter.category() == QChar::Other_Control)
            return {};
        qsizetype end = at;
        while (end < folder.size() && !isPrintableAscii(folder[end]) && folder[end].category() != QChar::Other_Control)
            ++end;
        if (end > at) {
            out += shifted(QStringView(folder).mid(at, end - at));
            at = end;
            continue;
        }
        out += letter == u'&' ? QByteArray("&-") : QByteArray(1, char(letter.unicode()));
        ++at;
    }
    return out;
}

QByteArray quotedMailbox(const QString &folder)
{
    QByteArray name = mailboxName(folder);
    return '"' + name.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

} // namespace updesk
