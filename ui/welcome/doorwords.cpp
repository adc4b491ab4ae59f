// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/doorwords.h"

#include "core/sync/address.h"
#include "ui/parts/sentence.h"
#include "ui/parts/sentencesync.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace updesk
{

static QString tr(const char *text) { return QCoreApplication::translate("Door", text); }

static bool is(const Error &error, Error::Code code, const char *subject)
{
    return error.code == code && error.subject == QLatin1String(subject);
}

static DoorField fieldOf(const Error &error)
{
    static const QHash<QString, DoorField> fields{{QStringLiteral("invite"), DoorField::Invite},
        {QStringLiteral("size"), DoorField::Invite}, {QStringLiteral("key"), DoorField::Authority},
        {QStringLiteral("authority"), DoorField::Authority}, {QStringLiteral("url"), DoorField::Address},
        {QStringLiteral("certificate_name"), DoorField::Address}, {QStringLiteral("database"), DoorField::Address},
        {QStringLiteral("schema"), DoorField::Address}, {QStringLiteral("certificate"), DoorField::Authority},
        {QStringLiteral("password"), DoorField::Password}, {QStringLiteral("login"), DoorField::Login},
        {QStringLiteral("store"), DoorField::Login}, {QStringLiteral("person"), DoorField::Login}};
    return fields.value(error.subject, DoorField::None);
}

static QString wordsOf(const Error &error)
{
    const QString words = syncSentence(error);
    return words.isEmpty() ? sentence(error) : words;
}

DoorFault joinFault(const Error &error)
{
    if (error.code == Error::Code::Offline)
        return {DoorField::None,
            tr("No answer from the server. Nothing was changed. Check the network and the address, then try again.")};
    if (is(error, Error::Code::Duplicate, "rows"))
        return {DoorField::None,
            tr("There is a store on this computer already. It was left as it is, and nothing was joined.")};
    return {fieldOf(error), wordsOf(error)};
}

static DoorFault pinFault(const Error &error, DoorStep step)
{
    if (step == DoorStep::NewPin && error.code == Error::Code::Invalid)
        return {DoorField::Pin, tr("Four to six digits, and not all the same.")};
    if (error.subject == QLatin1String("pin")) {
        const int left = error.detail.toInt();
        return {DoorField::Pin,
            left > 0 ? QCoreApplication::translate("Door", "This is not the PIN. %n try(s) left.", nullptr, left)
                     : tr("This is not the PIN.")};
    }
    return {DoorField::Password, tr("The PIN was wrong too often, or there is none. Type your password.")};
}

static DoorFault codeFault(const Error &error)
{
    if (is(error, Error::Code::Busy, "code")) {
        const int minutes = std::max(1, (error.detail.toInt() + 59) / 60);
        return {DoorField::Code,
            QCoreApplication::translate("Door", "Too many wrong codes. Try again in %n minute(s).", nullptr, minutes)};
    }
    if (error.code == Error::Code::Offline)
        return {DoorField::Code, tr("The server has to check this and gives no answer. Try again when it is there.")};
    const bool ofCode = error.subject == QLatin1String("code") || error.subject == QLatin1String("factor");
    return {ofCode ? DoorField::Code : DoorField::None, wordsOf(error)};
}

DoorFault signInFault(const Error &error, DoorStep step)
{
    if (error.subject.startsWith(QLatin1String("pin")))
        return pinFault(error, step);
    if (error.subject == QLatin1String("keychain"))
        return {DoorField::None, tr("This computer's key store does not answer. Use your password, or try again.")};
    if (step == DoorStep::Code)
        return codeFault(error);
    if (error.code == Error::Code::Offline)
        return {DoorField::None,
            tr("No answer from the server, and this login has not signed in on this computer before. Sign in once "
               "while the server is there.")};
    // What the PIN brought along was refused, not something that was typed.
    if (step == DoorStep::Pin && is(error, Error::Code::Denied, "password"))
        return {DoorField::Password, tr("Your password at the server was changed. Type the new one.")};
    const DoorField field = fieldOf(error);
    const bool beside = field == DoorField::Password || field == DoorField::Login;
    return {beside ? field : DoorField::None, wordsOf(error)};
}

QString fingerprintWords(const QByteArray &fingerprint)
{
    QStringList groups;
    for (qsizetype at = 0; at < fingerprint.size(); at += 4)
        groups << QString::fromLatin1(fingerprint.mid(at, 4)).toUpper();
    return groups.join(u' ');
}

QString serverUrl(const QString &typed)
{
    QString url = typed.trimmed();
    if (url.isEmpty() || url.contains(u'='))
        return url;
    if (!url.contains(QLatin1String("://")))
        url = QStringLiteral("postgresql://") + url;
    return QUrl(url).path().isEmpty() ? url + QStringLiteral("/updesk") : url;
}

QString serverWords(const QString &url)
{
    const QString shown = shownAddress(url);
    const QUrl parts(shown);
    if (parts.host().isEmpty())
        return shown;
    return parts.port() < 0 ? parts.host() : tr("%1, port %2").arg(parts.host()).arg(parts.port());
}

QString roleName(const QString &role)
{
    static const QHash<QString, const char *> names{{QStringLiteral("sales"), QT_TRANSLATE_NOOP("Door", "Sales")},
        {QStringLiteral("bdc"), QT_TRANSLATE_NOOP("Door", "BDC")},
        {QStringLiteral("advisor"), QT_TRANSLATE_NOOP("Door", "Service advisor")},
        {QStringLiteral("manager"), QT_TRANSLATE_NOOP("Door", "Manager")},
        {QStringLiteral("principal"), QT_TRANSLATE_NOOP("Door", "Principal")},
        {QStringLiteral("admin"), QT_TRANSLATE_NOOP("Door", "Administrator")}};
    const char *name = names.value(role);
    return name ? tr(name) : role;
}

} // namespace updesk
