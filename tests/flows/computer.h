// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deskprogram.h"
#include "core/leads/queuerows.h"
#include "core/sync/adopt.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"
#include "tests/support/teststore.h"

#include <QDir>
#include <QLineEdit>

#include <numeric>

namespace updesk
{

/// A key store that outlives the programs of one test, as that of a computer does.
class SharedSecrets final : public Secrets
{
public:
    explicit SharedSecrets(FakeSecrets &kept) : m_kept(kept) { }
    bool works() override { return m_kept.works(); }
    Result<QByteArray> read(const QString &name) override { return m_kept.read(name); }
    Result<void> write(const QString &name, const QByteArray &secret) override { return m_kept.write(name, secret); }
    Result<void> forget(const QString &name) override { return m_kept.forget(name); }

private:
    FakeSecrets &m_kept;
};

/// A shared store with three leads, taken up from a desk of its own; Ann and Bob work in it.
struct SharedStore {
    SharedStore()
    {
        for (const char *login : {"ann", "bob", "ida"}) {
            const Person person{server.person(login), QLatin1String(login) + QStringLiteral(" Ames"),
                QLatin1String(login), Role::Sales, true};
            if (!doDeed(*lone, "hire", {}, [&](Transaction &tx) { return apply(tx, put(kPerson, person)); }))
                qFatal("hire");
        }
        for (int i = 0; i < 3; ++i)
            lone.add(lone.webLead(i));
        const auto options = server.options("ida");
        const auto rows = adoptStore(lone.session->database(), std::move(*Pg::open(options)), options, lone.clock);
        if (!rows)
            qFatal("adopt: %s %s", qPrintable(rows.error().subject), qPrintable(rows.error().detail));
    }
    QString code(int store = SyncServer::kStore) const
    {
        QFile authority(Postgres::shared().ca());
        if (!authority.open(QIODevice::ReadOnly))
            qFatal("no authority");
        const auto invite = makeInvite(
            Postgres::shared().url(server.database), store, QStringLiteral("Northgate Motors"), authority.readAll());
        if (!invite)
            qFatal("invite: %s", qPrintable(invite.error().subject));
        return inviteCode(*invite);
    }
    SyncServer server;
    TestStore lone;
};

/// One computer: a profile folder, a key store, and the program that is started on them.
struct Computer {
    DeskProgram &start()
    {
        program.reset();
        StartOptions options;
        options.profile = dir.path();
        options.width = 1366;
        options.height = 768;
        program = std::make_unique<DeskProgram>(options);
        program->setSecrets(std::make_unique<SharedSecrets>(secrets));
        if (!program->begin())
            qFatal("the program does not begin");
        return *program;
    }
    static void type(QWidget *in, const char *name, const QString &words)
    {
        auto *edit = in->findChild<QLineEdit *>(QLatin1String(name));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    static void enter(QWidget *in, const char *name, Qt::Key key = Qt::Key_Return)
    {
        QTest::keyClick(in->findChild<QWidget *>(QLatin1String(name)), key);
    }
    void askToJoin(const QString &code, const QString &login, const QString &password)
    {
        WelcomePage *page = program->welcome();
        page->findChild<QLineEdit *>(QStringLiteral("welcome.code"))->setText(code);
        enter(page, "welcome.code");
        type(page, "join.login", login);
        type(page, "join.password", password);
        enter(page, "join.password");
    }
    void signIn(const QString &password)
    {
        type(program->signIn(), "signin.secret", password);
        enter(program->signIn(), "signin.secret");
    }
    QString fault(QWidget *in, const char *name) const
    {
        return in ? in->findChild<QWidget *>(QLatin1String(name))->accessibleDescription() : QString();
    }
    bool isOffered() const
    {
        auto *pin = program->signIn() ? program->signIn()->findChild<QWidget *>(QStringLiteral("pin.new")) : nullptr;
        return pin && pin->isVisible();
    }
    void decline() { enter(program->signIn(), "pin.new", Qt::Key_Escape); }
    void choosePin(const QString &pin)
    {
        type(program->signIn(), "pin.new", pin);
        type(program->signIn(), "pin.again", pin);
        enter(program->signIn(), "pin.again");
    }
    int allLeads() const ///< whosever they are
    {
        QueueFilter everybody;
        everybody.view = QueueFilter::View::Team;
        const auto counts = queueCounts(program->session()->database(), everybody);
        return counts ? std::accumulate(counts->begin(), counts->end(), 0) : -1;
    }
    QStringList files() const { return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden); }
    QString path() const { return dir.filePath(QStringLiteral("store.updesk")); }

    QTemporaryDir dir;
    FakeSecrets secrets;
    std::unique_ptr<DeskProgram> program;
};

/// Ann's computer joins and has her desk open; with a PIN she is known by it from then on.
inline void joinAsAnn(Computer &pc, const SharedStore &shared, const QString &pin = {})
{
    pc.start();
    pc.askToJoin(shared.code(), QStringLiteral("ann"), SyncServer::passwordOf(QStringLiteral("ann")));
    QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered(), 20'000);
    if (pin.isEmpty())
        pc.decline();
    else
        pc.choosePin(pin);
    QTRY_VERIFY_WITH_TIMEOUT(pc.program->desk(), 20'000);
}

} // namespace updesk
