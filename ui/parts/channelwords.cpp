// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/channelwords.h"

#include "core/channels/trial.h"

#include <span>

namespace updesk
{
namespace
{

using Code = Error::Code;

/// One sentence for one code and subject; with a detail it is that one's alone.
struct Saying {
    Code code;
    const char *subject, *detail;
    const char *text;
};

constexpr Saying kServer[] = {
    {Code::Offline, "server", "name",
        QT_TRANSLATE_NOOP("ChannelWords",
            "There is no server of this name. Check how it is written, and the network of this computer.")},
    {Code::Offline, "server", "connect",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Nobody listens there. Check the server and the port; a firewall may be between, or the server is down.")},
    {Code::Offline, "server", "timeout",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The server is there and says nothing. Check the port and the security: often they do not fit together.")},
    {Code::Offline, "server", "cut",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "The server hung up in the middle. Try again; when it stays so, ask whoever runs it.")},
    {Code::Offline, "server", "halted", QT_TRANSLATE_NOOP("ChannelWords", "Stopped.")},
    {Code::Offline, "server", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The server cannot be reached now. Check the network and try again.")},
    {Code::Busy, "server", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The server takes nothing now. Try again in a few minutes.")},
    {Code::Denied, "certificate", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The server's certificate is not for this name, has run out, or nobody this computer trusts has signed it. "
            "It was told no password. Check the server's name, or choose the file of its own authority.")},
    {Code::Denied, "tls", "not_offered",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "The server offers no STARTTLS. It was told no password. Check the port, or choose TLS.")},
    {Code::Failed, "tls", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "No secure line came about. The server was told no password. Check the port and the security.")},
    {Code::Invalid, "ca", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "The file of certificates is not there or holds none. Choose another, or leave it empty.")},
    {Code::Denied, "login", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The server does not take the login. Check the login and the password; some accounts need a password of "
            "its own for each program.")},
    {Code::Busy, "login", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The server cannot check logins now. Try again in a few minutes.")},
    {Code::Damaged, "answer", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "What answers there is not what these settings are for. Check the address and the port.")},
    {Code::Invalid, "url", "",
        QT_TRANSLATE_NOOP("ChannelWords", "Nothing of this kind is at the address. Check how it is written.")},
    {Code::Failed, "server", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "The server gave up on this. Try again; when it stays so, ask whoever runs it.")},
};

constexpr Saying kAccount[] = {
    {Code::Denied, "account", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The provider has closed the account or set it aside. Ask the provider.")},
    {Code::Denied, "from", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The server does not let this account write from this address. Check the address, or ask whoever runs the "
            "server.")},
    {Code::Denied, "to", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The address it was to go to is refused for good. Check it.")},
    {Code::Busy, "to", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The address it was to go to is refused for now. Try again later.")},
    {Code::Invalid, "to", "",
        QT_TRANSLATE_NOOP("ChannelWords", "Nothing can be sent to this. Check how it is written.")},
    {Code::Denied, "size", "", QT_TRANSLATE_NOOP("ChannelWords", "This is larger than the server takes.")},
    {Code::Denied, "message", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The message itself is refused. What the server says may tell why.")},
    {Code::Busy, "message", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The message is not taken now. Try again in a few minutes.")},
    {Code::NotFound, "folder", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The mailbox has no folder of this name. Check how it is written.")},
    {Code::NotFound, "moveTo", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "The mailbox has no folder to move mails to by this name. Make it there first.")},
    {Code::Failed, "move", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "This server cannot move a mail without deleting one, so none is moved. Choose to leave or to mark them.")},
    {Code::Busy, "mailbox", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The server does not give the mailbox now. It is tried again.")},
    {Code::Conflict, "mailbox", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "The server has numbered the mailbox anew. Nothing was marked; it is read again.")},
    {Code::Failed, "lookup", "",
        QT_TRANSLATE_NOOP("ChannelWords", "This provider cannot be asked what became of a text.")},
    {Code::Failed, "texts", "",
        QT_TRANSLATE_NOOP("ChannelWords", "More texts came in than can be read at once. Look at the provider's list.")},
    {Code::Invalid, "listener", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The listener's token is 16 or more letters, digits and dashes.")},
    {Code::Denied, "listener", "token",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Somebody brings texts with another token than the listener's. Enter the same token at the provider.")},
    {Code::Denied, "listener", "signature",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Something was brought that this account's provider has not signed, and was refused. When it is the "
            "provider's, check the account's token, and that it comes by the address in Reached at.")},
    {Code::Denied, "listener", "unsigned",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Something was brought without a signature, and was refused. When the provider signs nothing, switch off "
            "that requests must be signed.")},
    {Code::Damaged, "brought", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Something that the provider brought could not be read. Check what is entered at the provider.")},
    {Code::Damaged, "event", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The phone system told something that could not be read. Check what it is set up to tell.")},
    {Code::Damaged, "links", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Something answers at this address, but not this store's listener. Save first; then check what passes the "
            "address on to the port, and that UpDesk runs on that computer.")},
    {Code::Failed, "listener", "",
        QT_TRANSLATE_NOOP("ChannelWords", "Another program has the listener's port. Choose another port.")},
    {Code::Invalid, "port", "", QT_TRANSLATE_NOOP("ChannelWords", "A port is a number from 1 to 65535.")},
    {Code::Failed, "port", "",
        QT_TRANSLATE_NOOP("ChannelWords", "Another program has the listener's port. Choose another port.")},
    {Code::Offline, "socket", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Nobody listens at this path. Save first: UpDesk listens there some seconds later, on this computer.")},
    {Code::Damaged, "socket", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "Something listens at this path, but not UpDesk. Choose another path, then save.")},
    {Code::Failed, "socket", "",
        QT_TRANSLATE_NOOP("ChannelWords", "The phone system's socket cannot be made there. Check the path.")},
};

constexpr Saying kKeys[] = {
    {Code::NotFound, "secret", "",
        QT_TRANSLATE_NOOP("ChannelWords", "This computer's key store has no password for this. Type it, then save.")},
    {Code::NotFound, "keychain", "",
        QT_TRANSLATE_NOOP("ChannelWords", "This computer's key store has no password for this. Type it, then save.")},
    {Code::Damaged, "secret", "",
        QT_TRANSLATE_NOOP("ChannelWords", "What the key store has can be no password. Type it again, then save.")},
    {Code::Denied, "keychain", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The key store of this computer was not opened. Nothing was saved. Unlock it, then try again.")},
    {Code::Offline, "keychain", "",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "This computer has no key store, so a password can be kept nowhere. Nothing was saved.")},
    {Code::Denied, "role", "",
        QT_TRANSLATE_NOOP("ChannelWords", "Only a manager changes these settings. Nothing was changed.")},
    {Code::Conflict, "channels", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "Somebody else changed these settings meanwhile. Nothing was saved. Discard what is typed here to see "
            "them.")},
    {Code::Damaged, "setting.channels", "",
        QT_TRANSLATE_NOOP("ChannelWords",
            "What the store keeps of its connections cannot be read. It was left as it is, and nothing is sent. Put it "
            "right with updeskctl channels --set.")},
};

struct FieldSaying {
    const char *field, *text;
};

constexpr FieldSaying kFields[] = {
    {"host", QT_TRANSLATE_NOOP("ChannelWords", "The server's name is needed, as in smtp.example.com.")},
    {"port", QT_TRANSLATE_NOOP("ChannelWords", "A port is a number from 1 to 65535.")},
    {"security",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "A line without TLS is only for a server on this computer. Choose TLS or STARTTLS.")},
    {"login", QT_TRANSLATE_NOOP("ChannelWords", "The login is needed.")},
    {"secret", QT_TRANSLATE_NOOP("ChannelWords", "The password is needed.")},
    {"fromAddress", QT_TRANSLATE_NOOP("ChannelWords", "This is no email address that mail can come from.")},
    {"replyTo", QT_TRANSLATE_NOOP("ChannelWords", "This is no email address that can be answered to.")},
    {"unsubscribe", QT_TRANSLATE_NOOP("ChannelWords", "This is no email address that can be written to.")},
    {"unsubscribeUrl", QT_TRANSLATE_NOOP("ChannelWords", "The page's address begins with https://.")},
    {"folder", QT_TRANSLATE_NOOP("ChannelWords", "The folder's name is needed, as in INBOX.")},
    {"largest", QT_TRANSLATE_NOOP("ChannelWords", "The largest mail is from 1 to 200 MB.")},
    {"moveTo", QT_TRANSLATE_NOOP("ChannelWords", "The name of another folder than the one that is read is needed.")},
    {"url",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The address begins with https://, and with http:// only for this computer. A login or a question mark has "
            "no place in it.")},
    {"address",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The address begins with https://, and with http:// only for this computer. It has no question mark and no "
            "percent sign.")},
    {"account", QT_TRANSLATE_NOOP("ChannelWords", "The account's name at the provider is needed.")},
    {"from", QT_TRANSLATE_NOOP("ChannelWords", "The number is needed in full, as in +14045550100.")},
    {"clientHeader", QT_TRANSLATE_NOOP("ChannelWords", "A header's name is letters, digits and dashes.")},
    {"callbackUrl",
        QT_TRANSLATE_NOOP("ChannelWords",
            "The address begins with https://, and with http:// only for this computer. It has no percent sign.")},
    {"signed",
        QT_TRANSLATE_NOOP("ChannelWords",
            "A signature can be checked only of an account with a token, a listener, and the address by which the "
            "provider reaches it.")},
    {"listener",
        QT_TRANSLATE_NOOP(
            "ChannelWords", "Kannel cannot be asked: this computer has to take what it brings. Switch it on.")},
    {"sipDomain", QT_TRANSLATE_NOOP("ChannelWords", "The phone system's name is needed, as in pbx.example.com.")},
    {"outsideLine", QT_TRANSLATE_NOOP("ChannelWords", "Up to four digits, such as 9.")},
};

const char *find(std::span<const Saying> sayings, const Error &error)
{
    const char *any = nullptr;
    for (const Saying &one : sayings) {
        if (one.code != error.code || error.subject != QLatin1String(one.subject))
            continue;
        if (error.detail == QLatin1String(one.detail))
            return one.text;
        if (*one.detail == '\0')
            any = one.text;
    }
    return any;
}

} // namespace

QString ChannelWords::fault(const Error &error)
{
    for (const std::span<const Saying> part :
        {std::span<const Saying>(kServer), std::span<const Saying>(kAccount), std::span<const Saying>(kKeys)}) {
        if (const char *text = find(part, error))
            return tr(text);
    }
    if (error.code == Code::Invalid)
        return field(error.subject);
    return tr("This did not work. Nothing was changed. Try again.");
}

QString ChannelWords::field(const QString &place)
{
    const QString name = place.section(u'.', -1);
    const bool ofListener = place.contains(QLatin1String("listener."));
    if (ofListener && name == QLatin1String("port"))
        return tr("A port is a number from 1 to 65535; empty: any that is free.");
    if (ofListener && name == QLatin1String("secret"))
        return tr("The listener's token is 16 or more letters, digits and dashes.");
    for (const FieldSaying &one : kFields) {
        if (name == QLatin1String(one.field))
            return tr(one.text);
    }
    return tr("“%1” is no setting, or has no value of its own.").arg(name);
}

QString ChannelWords::tried(const HandOver &over, const QString &to)
{
    QString words;
    switch (over.outcome) {
    case HandOver::Outcome::Accepted:
        if (over.providerId == QLatin1String(kLinksCame))
            return tr("It works: what is asked there comes to this store's listener.");
        if (over.providerId == QLatin1String(kSocketAnswers))
            return tr("It works: a phone system on this computer can tell of its calls there.");
        return to.isEmpty() ? tr("It works: the server is there and takes the account.")
                            : tr("Handed over. Look whether it arrives at %1.").arg(to);
    case HandOver::Outcome::Refused:
        words = fault(over.why);
        break;
    case HandOver::Outcome::Unknown:
        words = tr("It may have gone out, and may not: %1 Look whether it arrives at %2.").arg(fault(over.why), to);
        break;
    }
    if (!over.said.isEmpty())
        words += u' ' + tr("The server says: “%1”").arg(over.said);
    return words;
}

} // namespace updesk
