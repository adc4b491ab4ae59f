// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/serveraccess.h"

#include <optional>
#include <vector>

namespace updesk
{

/// The account that mail goes out by.
struct MailOutSettings {
    ServerAccess server;
    QString fromName, fromAddress;
    QString replyTo; ///< empty: the from address
    QString unsubscribe; ///< address whose mailbox is read for who wants no more; empty: no commercial mail can go
    QString unsubscribeUrl; ///< https page that takes a POST; may be empty
    bool operator==(const MailOutSettings &) const = default;
};

/// What is done at the server with a mail that has been stored here.
enum class AfterReading : quint8 { Leave, MarkSeen, Move };

/// One mailbox that is read.
struct MailInSettings {
    ServerAccess server;
    QString folder = QStringLiteral("INBOX");
    qint64 largest = 25 * 1024 * 1024; ///< bytes; of a larger mail only the header comes
    AfterReading after = AfterReading::Leave;
    QString moveTo;
    bool operator==(const MailInSettings &) const = default;
};

/// Which language the text provider speaks.
enum class TextForm : quint8 {
    Kannel, ///< sendsms by HTTP GET, answers by get-url and dlr-url
    Account ///< account and token, a POST of a form, JSON back
};

/// Where texts and reports that a provider brings are taken, on this computer only.
struct ListenerSettings {
    int port = 0; ///< 0: any that is free
    QString secret; ///< name of the key store's entry; what is brought without it is refused
    bool operator==(const ListenerSettings &) const = default;
};

/// The account that texts go out and come in by.
struct TextSettings {
    TextForm form = TextForm::Account;
    QString url; ///< Kannel: of sendsms; Account: up to and without /Accounts. http only to this computer
    QString account; ///< Kannel: the user
    QString secret; ///< name of the key store's entry
    QString from; ///< our number, E.164
    QString caFile;
    QString callbackUrl; ///< by which the provider reaches our listener; empty: it is asked instead
    bool signedOnly = false; ///< Account: what is brought without the provider's signature is refused
    QString clientHeader = QStringLiteral("Idempotency-Key"); ///< header that carries our id; empty: none
    std::optional<ListenerSettings> listener;
    bool operator==(const TextSettings &) const = default;
};

enum class DialBy : quint8 { Tel, Sip };

/// How numbers are dialled, and where the phone system tells of calls.
struct PhoneSettings {
    DialBy dialBy = DialBy::Tel;
    QString sipDomain; ///< for sip: links
    QString outsideLine; ///< digits dialled before a number; usually none
    QString socket; ///< path or name of the local socket; empty: no phone system tells
    bool forGroup = false; ///< its group may write to the socket too
    bool operator==(const PhoneSettings &) const = default;
};

/// By which opens and clicks of e-mails are measured: the links of what the program writes lead there first.
struct LinkSettings {
    QString address; ///< of the dealer, https; what is asked there comes to the port
    int port = 0; ///< of the listener, on this computer only
    QString caFile; ///< of the address, for a server with an authority of its own
    bool operator==(const LinkSettings &) const = default;
};

/// All ways of one store. A way that is not set up is not there.
struct ChannelSettings {
    std::optional<MailOutSettings> mailOut;
    std::vector<MailInSettings> mailIn;
    std::optional<TextSettings> text;
    std::optional<PhoneSettings> phone;
    std::optional<LinkSettings> links{};
    bool operator==(const ChannelSettings &) const = default;
};

inline constexpr char kLinksPart[] = "links"; ///< of channelsJson(); versions before it refuse it
inline constexpr char kTextPart[] = "text", kSignedPart[] = "signed"; ///< text.signed: so do versions before that

/// The settings as they are entered (docs/channels.md); no secret is in them.
QJsonObject channelsJson(const ChannelSettings &settings);
/// Invalid with the field's way as subject (mailOut.server.port, mailIn.1.folder, text.url) for what is missing,
/// unknown or contradicts itself.
Result<ChannelSettings> channelsFromJson(const QJsonObject &json);

} // namespace updesk
