// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/matchwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace updesk
{

/// The context of the words below.
struct MatchWords {
    Q_DECLARE_TR_FUNCTIONS(MatchWords)
};

QString matchPercent(int percent)
{
    return percent <= 0 ? QString()
                        : MatchWords::tr("%1%", "how alike two customers are").arg(QLocale().toString(percent));
}

QString matchReasons(const Match &match, qsizetype most)
{
    struct Named {
        Reason reason;
        const char *words;
    };
    static constexpr Named kNamed[] = {
        {SamePhone, QT_TRANSLATE_NOOP("MatchWords", "same phone")},
        {SameEmail, QT_TRANSLATE_NOOP("MatchWords", "same email")},
        {SameDms, QT_TRANSLATE_NOOP("MatchWords", "same DMS number")},
        {EmailTypo, QT_TRANSLATE_NOOP("MatchWords", "email one letter apart")},
        {SameVin, QT_TRANSLATE_NOOP("MatchWords", "same vehicle")},
        {SameName, QT_TRANSLATE_NOOP("MatchWords", "same name")},
        {LikeName, QT_TRANSLATE_NOOP("MatchWords", "like name")},
        {SameCompany, QT_TRANSLATE_NOOP("MatchWords", "same company")},
        {SameAddress, QT_TRANSLATE_NOOP("MatchWords", "same address")},
        {SamePostal, QT_TRANSLATE_NOOP("MatchWords", "same postal code")},
    };
    QStringList words;
    for (const Named &one : kNamed)
        if ((match.reasons & one.reason) && words.size() < most
            && !(one.reason == SamePostal && (match.reasons & SameAddress)))
            words << MatchWords::tr(one.words);
    return words.join(QStringLiteral(", "));
}

QString matchWords(const Match &match)
{
    QStringList words{matchPercent(match.percent), matchReasons(match)};
    words.removeAll(QString());
    return words.join(QStringLiteral(", "));
}

} // namespace updesk
