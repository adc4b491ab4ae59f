// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/invite.h"
#include "tests/support/suite.h"
#include "ui/parts/theme.h"

#include <QApplication>
#include <QLineEdit>

namespace updesk
{

/// The certificate of an invented authority; its key was thrown away.
inline const QByteArray kAuthority = R"(-----BEGIN CERTIFICATE-----
MIIBnjCCAUOgAwIBAgIUD1DbWbP+qBNDwI2l24Iq8DIXw2owCgYIKoZIzj0EAwIw
IzEhMB8GA1UEAwwYTm9ydGhnYXRlIHRlc3QgYXV0aG9yaXR5MCAXDTI2MTEyOTE2
NTMxNFoYDzIxMjYxMTA1MTY1MzE0WjAjMSEwHwYDVQQDDBhOb3J0aGdhdGUgdGVz
dCBhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQTcqKD6EsAarNc
ShlQB73IIlALfd1BCrVq/Q6pSiYv9IaQVAHuE2Do9rq4qJYbQ4pioaFR8Y5os4MC
XbAYQTsuo1MwUTAdBgNVHQ4EFgQU9ERi6yf2iSlyuglUWhquQz7cLcYwHwYDVR0j
BBgwFoAU9ERi6yf2iSlyuglUWhquQz7cLcYwDwYDVR0TAQH/BAUwAwEB/zAKBggq
hkjOPQQDAgNJADBGAiEAnTGDyl+HSxhwg9wSanErKdT8kEbA0IHS5MgQm31iOpoC
IQD11esuf/9xs53sYVXJbkMsYBvicSOV51YK6g5DV9GDxQ==
-----END CERTIFICATE-----
)";

inline Invite northgate(const QByteArray &authority = kAuthority)
{
    auto invite = makeInvite(QStringLiteral("postgresql://db.northgate.example:5433/updesk"), 1,
        QStringLiteral("Northgate Motors"), authority);
    if (!invite)
        qFatal("%s", qPrintable(invite.error().subject));
    return *invite;
}

/// One page in a window of its own, worked with keys.
template <class Page>
struct Shown {
    Shown(QSize size = {1366, 768})
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        page.resize(size);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come to the front");
    }
    template <class T = QWidget>
    T *find(const char *name)
    {
        return page.template findChild<T *>(QLatin1String(name));
    }
    QLineEdit *edit(const char *name) { return find<QLineEdit>(name); }
    QString text(const char *name) { return find(name)->property("text").toString(); }
    bool sees(const char *name) { return find(name)->isVisible(); }
    /// What stands in red at the field, as a screen reader hears it.
    QString fault(const char *name) { return find(name)->accessibleDescription(); }
    void type(const char *name, const QString &words)
    {
        edit(name)->setFocus();
        edit(name)->selectAll();
        QTest::keyClicks(edit(name), words);
    }
    void click(const char *name) { QTest::mouseClick(find(name), Qt::LeftButton); }
    static void key(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, with);
    }
    static QString focus()
    {
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    }
    Page page;
};

} // namespace updesk
