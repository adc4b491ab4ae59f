// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/emailaddress.h"

#include <QList>

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestField = 1024;
constexpr qsizetype kLongestAddress = 254;
constexpr qsizetype kLongestLocal = 64;
constexpr qsizetype kLongestLabel = 63;

bool isLocalPart(QStringView local)
{
    if (local.isEmpty() || local.size() > kLongestLocal || local.startsWith(u'.') || local.endsWith(u'.')
        || local.contains(QLatin1String("..")))
        return false;
    return std::all_of(local.begin(), local.end(), [](QChar c) {
        return c.isLetterOrNumber() || c.isSurrogate() || QStringView(u".!#$%&'*+-/=?^_`{|}~").contains(c);
    });
}

bool isLabel(QStringView label)
{
    if (label.isEmpty() || label.size() > kLongestLabel || label.startsWith(u'-') || label.endsWith(u'-'))
        return false;
    return std::all_of(label.begin(), label.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'-'; });
}

bool isDomain(QStringView domain)
{
    const auto labels = domain.split(u'.');
    if (labels.size() < 2 || labels.back().size() < 2 || !labels.back().front().isLetter())
        return false;
    return std::all_of(labels.begin(), labels.end(), isLabel);
}

QString addressIn(QStringView text)
{
    if (const qsizetype open = text.lastIndexOf(u'<'); open >= 0) {
        const qsizetype close = text.indexOf(u'>', open);
        text = text.mid(open + 1, close < 0 ? -1 : close - open - 1).trimmed();
    }
    if (text.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive))
        text = text.mid(7);
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        if (const qsizetype query = text.indexOf(u'?', at); query >= 0)
            text = text.left(query);
    }
    const QString address = text.trimmed().toString().toLower();
    const qsizetype at = address.lastIndexOf(u'@');
    const bool good = at > 0 && address.size() <= kLongestAddress && isLocalPart(QStringView(address).left(at))
        && isDomain(QStringView(address).mid(at + 1));
    return good ? address : QString();
}

} // namespace

std::vector<EmailDraft> emailsIn(QStringView typed)
{
    typed = typed.trimmed();
    std::vector<EmailDraft> found;
    if (typed.size() > kLongestField) {
        found.push_back({typed.left(kLongestField).toString(), {}});
        return found;
    }
    qsizetype start = 0;
    for (qsizetype i = 0; i <= typed.size(); ++i) {
        if (i < typed.size() && typed[i] != u';' && typed[i] != u',')
            continue;
        const QStringView piece = typed.mid(start, i - start).trimmed();
        start = i + 1;
        if (piece.isEmpty())
            continue;
        EmailDraft email{piece.toString(), addressIn(piece)};
        const auto same = [&](const EmailDraft &other) { return other.address == email.address; };
        if (email.address.isEmpty() || std::none_of(found.begin(), found.end(), same))
            found.push_back(std::move(email));
    }
    return found;
}

QString matchingEmail(const QString &address)
{
    const QString lower = address.trimmed().toLower();
    const qsizetype at = lower.lastIndexOf(u'@');
    if (at <= 0)
        return lower;
    QString local = lower.left(at);
    QString domain = lower.mid(at + 1);
    if (const qsizetype tag = local.indexOf(u'+'); tag > 0)
        local.truncate(tag);
    if (domain == QLatin1String("googlemail.com"))
        domain = QStringLiteral("gmail.com");
    if (domain == QLatin1String("gmail.com"))
        local.remove(u'.');
    return local + u'@' + domain;
}

QString emailDomain(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return at < 0 ? QString() : address.mid(at + 1).toLower();
}

} // namespace updesk
