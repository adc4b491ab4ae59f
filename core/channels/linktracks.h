// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"

#include <QStringList>

#include <optional>

namespace updesk
{

/// By which the links of one mail lead to the dealer's own address first.
struct LinkWay {
    QString address; ///< of LinkSettings
    Id track; ///< of the mail; with the key it makes its tokens
    QByteArray key; ///< of this mail alone, kLinkKeyBytes
    QString unsubscribeUrl; ///< is left as it is, and so is what else says that it unsubscribes
    QStringList own{}; ///< linksOfHtml() and linksOfPlain() of the dealer's own words; no other link changes
};

inline constexpr int kLinkKeyBytes = 32;
inline constexpr qsizetype kMostLinks = 50; ///< of one mail; the rest are left as they are

/// A mail's HTML whose web links lead to ADDRESS/c/TOKEN, with a picture ADDRESS/o/TOKEN of one dot at its end.
struct TrackedHtml {
    QString html;
    QStringList targets; ///< where the links led, in ASCII; the first is link 1
    bool operator==(const TrackedHtml &) const = default;
};

/// Takes finished HTML. Only the values of href of <a> change, and of those only the way's own web addresses.
TrackedHtml trackedHtml(const QString &html, const LinkWay &way);
/// A mail's plain text as HTML: escaped, line by line, those of its web addresses that are among `own` as links.
QString htmlOfPlain(const QString &text, const QStringList &own);

/// The web addresses that words lead to before their fields are filled, in ASCII. One with a field in it is none: what
/// a customer wrote would say where it leads.
QStringList linksOfHtml(const QString &html);
QStringList linksOfPlain(const QString &text);

/// What a token names: link 0 is the picture.
struct LinkToken {
    Id track;
    int link = 0;
    QByteArray seal; ///< keyed hash of both
    bool operator==(const LinkToken &) const = default;
};

/// Letters, digits, - and _; the same for the same three. Nobody without the key can make one.
QByteArray linkToken(const Id &track, int link, const QByteArray &key);
/// Nothing: it has not the one form of a token. Who made it isSealedBy() tells.
std::optional<LinkToken> linkTokenIn(const QByteArray &text);
bool isSealedBy(const LinkToken &token, const QByteArray &key);

/// Somebody has asked for a picture or followed a link.
struct LinkHit {
    bool click = false; ///< else the picture
    QByteArray token;
    bool headOnly = false; ///< HEAD
    bool prefetch = false; ///< said to be for later
    QByteArray agent; ///< User-Agent
};

inline constexpr Time kTooSoon = 10 * kSecond; ///< nobody reads a mail as fast as that

/// Whether a program and no person seems to be behind it: it says so, it is known to fetch for others (the proxies of
/// mail providers, scanners of links), or it came within seconds after the mail left.
bool looksLikeMachine(const LinkHit &hit, Time sent, Time now);

/// What the listener of a store answers to ADDRESS/o/test-CHALLENGE; `store` tells it from the listeners of others.
QByteArray linkProof(const QByteArray &challenge, const QByteArray &store);
inline constexpr char kLinkTest[] = "test-"; ///< before a challenge of 32 hex digits

} // namespace updesk
