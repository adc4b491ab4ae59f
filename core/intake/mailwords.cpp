// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/mailwords.h"

#include "core/intake/codes.h"
#include "core/intake/contact.h"
#include "core/intake/fieldtext.h"
#include "core/intake/wishes.h"
#include "core/people/emailaddress.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestComment = 65'536;
constexpr qsizetype kReadAtMost = 65'536;

bool hasAny(const QString &text, std::initializer_list<const char *> phrases)
{
    return std::any_of(
        phrases.begin(), phrases.end(), [&](const char *phrase) { return text.contains(QLatin1String(phrase)); });
}

bool startsWithAny(const QString &text, std::initializer_list<const char *> phrases)
{
    return std::any_of(
        phrases.begin(), phrases.end(), [&](const char *phrase) { return text.startsWith(QLatin1String(phrase)); });
}

bool isOpenToAll(const QString &domain)
{
    for (const char *known : {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com",
             "icloud.com", "aol.com", "msn.com", "comcast.net", "proton.me"}) {
        if (domain == QLatin1String(known))
            return true;
    }
    return false;
}

/// "On Monday, Gail wrote:" and the lines mail programs draw above what they quote.
bool startsQuotation(QStringView line)
{
    const QString words = line.trimmed().left(200).toString().toLower();
    return startsWithAny(words, {"-----original message", "----- original message", "________________________________"})
        || (words.startsWith(QLatin1String("on ")) && words.endsWith(QLatin1String(" wrote:")));
}

} // namespace

bool saysAutomaticReply(const QString &subject)
{
    return startsWithAny(subject.trimmed().toLower(),
               {"automatic reply", "auto reply", "auto-reply", "autoreply", "out of office", "out of the office",
                   "auto response", "automatic response", "vacation reply", "automatische antwort", "respuesta autom"})
        || subject.contains(QStringLiteral("r\u00e9ponse automatique"), Qt::CaseInsensitive);
}

bool saysNewsletter(const QString &subject)
{
    return hasAny(subject.toLower(), {"newsletter", "weekly digest", "daily digest"});
}

bool saysInterest(const QString &words)
{
    const QString text = words.left(kReadAtMost).toLower();
    return hasAny(text,
        {"still available", "still for sale", "still have", "interested in", "interest in", "test drive", "test-drive",
            "trade", "in stock", "available?", "best price", "out the door", "how much", "would like to see",
            "come see", "come by", "take a look at", "financing", "appointment"});
}

bool saysForwarded(const QString &subject)
{
    return startsWithAny(subject.trimmed().toLower(), {"fwd:", "fw:", "wg:", "tr:"});
}

bool isDealersOwn(const QString &address, const QStringList &recipients)
{
    const QString domain = emailDomain(address);
    return std::any_of(recipients.begin(), recipients.end(), [&](const QString &recipient) {
        return recipient == address || (!domain.isEmpty() && emailDomain(recipient) == domain && !isOpenToAll(domain));
    });
}

ForwardedSender forwardedSender(const QString &text)
{
    constexpr qsizetype longestLine = 500;
    for (const QStringView whole : QStringView(text).left(kReadAtMost).split(u'\n')) {
        QStringView line = whole.trimmed();
        while (line.startsWith(u'>') || line.startsWith(u'*'))
            line = line.mid(1).trimmed();
        if (!line.startsWith(QLatin1String("From:"), Qt::CaseInsensitive) || line.size() > longestLine)
            continue;
        QString value = line.mid(5).toString();
        value.remove(u'*');
        const auto emails = emailsIn(value);
        if (emails.empty() || emails.front().address.isEmpty())
            continue;
        QString name = value.left(std::max<qsizetype>(value.indexOf(u'<'), 0));
        name.remove(u'"');
        return {name.simplified(), emails.front().address};
    }
    return {};
}

bool isNoReply(const QString &address)
{
    QString local = address.left(address.indexOf(u'@')).toLower();
    local.removeIf([](QChar c) { return c == u'-' || c == u'_' || c == u'.'; });
    return hasAny(local, {"noreply", "donotreply", "notreply", "mailerdaemon", "postmaster", "bounce"});
}

QString withoutQuoteMarks(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype from = 0; from < text.size();) {
        qsizetype end = text.indexOf(u'\n', from);
        end = end < 0 ? text.size() : end + 1;
        qsizetype start = from;
        while (start < end && (text[start] == u'>' || text[start] == u' ')) {
            const bool mark = text[start] == u'>';
            ++start;
            if (mark && start < end && text[start] == u' ')
                ++start;
        }
        plain += QStringView(text).mid(start, end - start);
        from = end;
    }
    return plain;
}

QString withoutQuotedReply(const QString &text)
{
    QString own;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype end = text.indexOf(u'\n', from);
        end = end < 0 ? text.size() : end;
        const QStringView line = QStringView(text).mid(from, end - from);
        from = end + 1;
        if (startsQuotation(line))
            break;
        if (line.trimmed().startsWith(u'>'))
            continue;
        own += line;
        own += u'\n';
    }
    return own.trimmed();
}

void finishMailDraft(LeadDraft &draft, const QString &subject, Time sent, const ParseContext &context)
{
    draft.comments = cutTo(draft.comments, kLongestComment, draft.warnings);
    draft.sentAt = sent;
    draft.received = context.arrival;
    if (sent == 0)
        code::warn(draft.warnings, code::kDateMissing);
    if (isUnreachable(draft))
        code::warn(draft.warnings, code::kUnreachable);
    readWishes(draft, subject);
}

} // namespace updesk
