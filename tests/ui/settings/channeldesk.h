// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelsettings.h"
#include "tests/support/fakesecrets.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/shell/deskchannels.h"
#include "ui/shell/desksettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QThread>

#include <atomic>

namespace updesk
{

/// The settings of the connections in the whole window, with a key store in memory.
class ChannelDesk
{
public:
    enum Section { Mail = 4, Text = 5, Phone = 6 };

    void open(Section section, PersonId person = {}, QSize size = {1366, 768})
    {
        shell.open(person.isNull() ? shell.store.mike : person, size);
        shell.desk->settings()->channels()->setSecrets(std::make_unique<Shared>(secrets, slow));
        shell.window().go(QStringLiteral("settings"));
        shell.desk->settings()->screen()->go(section);
        QCoreApplication::processEvents();
    }
    template <class T = QWidget>
    T *find(const QString &name)
    {
        auto *found = shell.window().findChild<T *>(QStringLiteral("settings.") + name);
        if (!found)
            qFatal("no settings.%s", qPrintable(name));
        return found;
    }
    template <class T = QWidget>
    T *find(const char *name)
    {
        return find<T>(QString::fromLatin1(name));
    }
    void type(const char *name, const QString &words)
    {
        auto *edit = find<QLineEdit>(name);
        if (!edit->isVisible())
            qFatal("settings.%s is away", name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, words);
    }
    void choose(const char *name, int index)
    {
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void click(const char *name) { find<QAbstractButton>(name)->click(); }
    void save(const char *section)
    {
        click(qPrintable(QLatin1String(section) + QStringLiteral(".save")));
        QTRY_VERIFY(!saved(section).contains(QStringLiteral("is asked")));
    }
    QString note(const QString &row) { return find<SettingRow>(row)->note(); }
    QString saved(const char *section) { return note(QLatin1String(section) + QStringLiteral(".saveRow")); }
    /// What stands under a field that is wrong.
    QString fault(const char *name)
    {
        for (QWidget *up = find(name); up; up = up->parentWidget())
            if (auto *row = qobject_cast<SettingRow *>(up))
                return row->error();
        return {};
    }
    static ChannelSettings aMailAccount()
    {
        ChannelSettings all;
        all.mailOut.emplace();
        all.mailOut->server = {QStringLiteral("smtp.store.example"), 465, Security::Tls, {}, LoginKind::Password,
            QStringLiteral("sales@store.example"), QStringLiteral("mail-out")};
        all.mailOut->fromAddress = QStringLiteral("sales@store.example");
        return all;
    }
    /// As the manager saves them at another desk.
    void put(const ChannelSettings &settings)
    {
        const PersonId before = shell.store->person();
        shell.store->setPerson(shell.store.mike);
        if (const auto deed = setChannelSettings(*shell.store, settings); !deed)
            qFatal("settings: %s", qPrintable(deed.error().subject));
        shell.store->setPerson(before);
    }
    ChannelSettings kept() const
    {
        const auto settings = channelSettings(shell.store.session->database());
        if (!settings)
            qFatal("settings: %s", qPrintable(settings.error().subject));
        return **settings;
    }
    QString secretName(const char *base) const
    {
        return QStringLiteral("%1-%2").arg(QLatin1String(base)).arg(shell.store.session->by().store);
    }

    FakeSecrets secrets; ///< looked at only while nobody is asked anything
    std::atomic<int> slow = 0; ///< milliseconds until it has written something
    ShellDesk shell;

private:
    class Shared final : public Secrets
    {
    public:
        Shared(FakeSecrets &kept, const std::atomic<int> &slow) : m_kept(kept), m_slow(slow) { }
        bool works() override { return m_kept.works(); }
        Result<QByteArray> read(const QString &name) override { return m_kept.read(name); }
        Result<void> write(const QString &name, const QByteArray &secret) override
        {
            QThread::msleep(static_cast<unsigned long>(m_slow.load()));
            return m_kept.write(name, secret);
        }
        Result<void> forget(const QString &name) override { return m_kept.forget(name); }

    private:
        FakeSecrets &m_kept;
        const std::atomic<int> &m_slow;
    };
};

} // namespace updesk
