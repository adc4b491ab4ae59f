// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/handover.h"

namespace updesk
{

HandOver HandOver::accepted(const QString &providerId)
{
    HandOver over;
    over.outcome = Outcome::Accepted;
    over.providerId = providerId;
    return over;
}

HandOver HandOver::refused(const Error &why, bool permanent)
{
    HandOver over;
    over.outcome = Outcome::Refused;
    over.permanent = permanent;
    over.why = why;
    return over;
}

HandOver HandOver::unknown(const Error &why)
{
    HandOver over;
    over.why = why;
    return over;
}

HandOver &HandOver::withAnswer(int number, const QString &words)
{
    code = number;
    said = words;
    return *this;
}

QString saidPlainly(const QByteArray &words)
{
    constexpr qsizetype kLongest = 300;
    QString text = QString::fromUtf8(words.left(4 * kLongest));
    for (QChar &letter : text) {
        const bool shown = letter.isPrint() || letter.isSpace() || letter.isSurrogate();
        if (!shown || letter.category() == QChar::Other_Format)
            letter = u' ';
    }
    return text.simplified().left(kLongest);
}

} // namespace updesk
