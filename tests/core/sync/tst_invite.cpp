// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/invite.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QJsonObject>

using namespace updesk;

/// Join files and codes, and joining by one at a real server.
class TestInvite : public QObject
{
    Q_OBJECT

    static QByteArray authority()
    {
        QFile file(Postgres::shared().ca());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no authority");
        return file.readAll();
    }
    static Invite sample()
    {
        auto invite = makeInvite(
            QStringLiteral("postgresql://db.example.com/updesk"), 7, QStringLiteral("Ames Motors"), authority());
        if (!invite)
            qFatal("%s", qPrintable(invite.error().subject));
        return *invite;
    }
    static QString said(const Result<Invite> &invite)
    {
        return invite ? QStringLiteral("ok") : QString::number(int(invite.error().code)) + invite.error().subject;
    }
    static QString refusal(Error::Code code, const char *subject)
    {
        return QString::number(int(code)) + QLatin1String(subject);
    }
    static QByteArray changed(const char *key, const QJsonValue &value)
    {
        QJsonObject json = QJsonDocument::fromJson(inviteFile(sample())).object();
        json[QLatin1String(key)] = value;
        return QJsonDocument(json).toJson();
    }

    /// As a joiner makes a desk of it (joiner.h), without the rows.
    static Result<ServerPlace> joinBy(Database &database, const Invite &invite, const char *login)
    {
        const auto ca = keepAuthority(database.path(), invite.authority);
        const QString name = QString::fromLatin1(login);
        const Pg::Options options = optionsOf(invite, *ca, name, SyncServer::passwordOf(name.toLower()));
        const auto pg = Pg::open(options);
        return pg ? joinServer(database, **pg, options, invite.store) : Result<ServerPlace>(pg.error());
    }

private Q_SLOTS:
    void aFileAndACodeCarryTheSame()
    {
        const Invite invite = sample();
        const auto file = readInvite(inviteFile(invite));
        QVERIFY(file && *file == invite);
        const QString code = inviteCode(invite);
        QVERIFY(code.startsWith(QLatin1String("UPDESK1-")) && !code.contains(u'\n') && !code.contains(u'='));
        const auto read = readInvite(code.toLatin1());
        QVERIFY(read && *read == invite);
        QByteArray broken = "  ";
        for (qsizetype at = 0; at < code.size(); at += 60)
            broken += code.mid(at, 60).toLatin1() + "\r\n ";
        QVERIFY(readInvite(broken) && *readInvite(broken) == invite); // a mail breaks lines
        QCOMPARE(fingerprintOf(invite.authority),
            QByteArray::fromHex(
                Postgres::shared()
                    .must(QStringLiteral("openssl"),
                        {QStringLiteral("x509"), QStringLiteral("-in"), Postgres::shared().ca(),
                            QStringLiteral("-noout"), QStringLiteral("-fingerprint"), QStringLiteral("-sha256")})
                    .split('=')
                    .last()
                    .replace(':', ""))
                .toHex());
        const auto bare = makeInvite(QStringLiteral("postgresql://db/updesk"), 0, {}, {});
        QVERIFY(bare && *readInvite(inviteFile(*bare)) == *bare);
    }
    void whatWasGivenOutOnceIsReadForEver()
    {
        QList<QByteArray> forms;
        for (const char *name : {"01_file.updesk-join", "02_code.txt"}) {
            QFile file(QStringLiteral(UPDESK_TEST_DATA "/fuzz/invite/") + QLatin1String(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            forms << file.readAll();
        }
        for (const QByteArray &form : forms) {
            const auto invite = readInvite(form);
            QVERIFY2(invite, qPrintable(said(invite)));
            QCOMPARE(invite->url, QStringLiteral("postgresql://db.example.com/updesk"));
            QCOMPARE(invite->store, 1207551);
            QCOMPARE(invite->name, QStringLiteral("Ames Motors"));
            QVERIFY(!fingerprintOf(invite->authority).isEmpty());
        }
    }
    void anInviteIsNeverLargerThanWhatIsRead()
    {
        Invite invite = sample();
        invite.name = QString(200, QChar(1)); // six characters each in JSON
        invite.authority += QByteArray(15 * 1024, '\n');
        const auto made = makeInvite(invite.url, 1, invite.name, invite.authority);
        QVERIFY(made);
        QVERIFY(readInvite(inviteFile(*made)) && readInvite(inviteCode(*made).toLatin1()));
        QCOMPARE(said(makeInvite(invite.url, 1, QString(201, u'x'), {})), refusal(Error::Code::Denied, "size"));
        QCOMPARE(said(makeInvite(invite.url + QString(500, u'x'), 1, {}, {})), refusal(Error::Code::Denied, "size"));
    }
    void noSecretTravels()
    {
        const QByteArray key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        const QString url = QStringLiteral("postgresql://db/updesk");
        QCOMPARE(said(makeInvite(url, 1, {}, authority() + key)), refusal(Error::Code::Denied, "key"));
        for (const char *bad : {"postgresql://ann:secret@db/updesk", "postgresql://ann@db/updesk",
                 "postgresql://db/updesk?password=x", "postgresql://db/updesk?%70assword=x",
                 "postgresql://db/updesk?user=ann", "host=db dbname=updesk password=x", "postgresql://db", "db", ""})
            QCOMPARE(said(makeInvite(QLatin1String(bad), 1, {}, {})), refusal(Error::Code::Invalid, "url"));
        QCOMPARE(said(makeInvite(url, -1, {}, {})), refusal(Error::Code::Invalid, "store"));
        QCOMPARE(said(makeInvite(url, 1, {}, "no certificate")), refusal(Error::Code::Damaged, "certificate"));
    }
    void whatIsWrongWithAnInviteIsKnown()
    {
        using Code = Error::Code;
        const QByteArray file = inviteFile(sample()), code = inviteCode(sample()).toLatin1();
        QCOMPARE(said(readInvite(QByteArray(65 * 1024, ' '))), refusal(Code::Denied, "size"));
        for (const char *other :
            {"", "hello", "{}", "[1]", "{\"url\":\"postgresql://db/updesk\"}", "UPDESK", "\xff\xfe"})
            QCOMPARE(said(readInvite(other)), refusal(Code::Invalid, "invite"));
        QCOMPARE(said(readInvite(file.left(file.size() / 2))), refusal(Code::Damaged, "invite"));
        QCOMPARE(said(readInvite(code.left(code.size() - 9))), refusal(Code::Damaged, "invite"));
        QCOMPARE(said(readInvite(code + "AAAA")), refusal(Code::Damaged, "invite"));
        QByteArray flipped = code;
        flipped[100] = flipped[100] == 'A' ? 'B' : 'A';
        QCOMPARE(said(readInvite(flipped)), refusal(Code::Damaged, "invite"));
        QCOMPARE(said(readInvite(changed("updesk-join", 2))), refusal(Code::TooNew, "invite"));
        QCOMPARE(said(readInvite("UPDESK2-abcdef")), refusal(Code::TooNew, "invite"));
        QCOMPARE(said(readInvite(changed("updesk-join", QStringLiteral("1")))), refusal(Code::Invalid, "invite"));
        QCOMPARE(said(readInvite(changed("store", QStringLiteral("7")))), refusal(Code::Invalid, "store"));
        QCOMPARE(said(readInvite(changed("store", 1.5))), refusal(Code::Invalid, "store"));
        QCOMPARE(said(readInvite(changed("url", 5))), refusal(Code::Invalid, "url"));
        QCOMPARE(said(readInvite(changed("authority", QStringLiteral("-----BEGIN CERTIFICATE-----\nAAAA")))),
            refusal(Code::Damaged, "certificate"));
        QByteArray pem = authority();
        const qsizetype at = pem.indexOf('\n') + 40;
        pem[at] = pem[at] == 'A' ? 'B' : 'A';
        QCOMPARE(said(readInvite(changed("authority", QString::fromLatin1(pem)))),
            refusal(Code::Damaged, "certificate")); // not the one whose fingerprint it carries
    }
    void noCutOfAnInviteIsTakenForAWholeOne()
    {
        const QByteArray file = inviteFile(sample()).trimmed(), code = inviteCode(sample()).toLatin1();
        for (const QByteArray &whole : {file, code}) {
            for (qsizetype length = 0; length < whole.size(); ++length)
                QVERIFY(!readInvite(whole.left(length)));
        }
    }
    void aDeskJoinsByIt()
    {
        const SyncServer server;
        const auto invite = makeInvite(Postgres::shared().url(server.database), SyncServer::kStore, {}, authority());
        QVERIFY(invite);
        const QTemporaryDir dir;
        const auto open = [&](const char *name) {
            return std::move(*Database::open(dir.filePath(QLatin1String(name)), server.setup));
        };
        const auto database = open("desk.updesk");
        const auto place = joinBy(*database, *invite, "Ann");
        QVERIFY2(place, qPrintable(place ? QString() : place.error().subject + place.error().detail));
        QCOMPARE(place->login, QStringLiteral("ann"));
        QCOMPARE(place->person, server.person("ann"));
        const QFileInfo kept(place->caFile);
        QCOMPARE(kept.absolutePath(), dir.path());
        QCOMPARE(kept.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup),
            QFileDevice::Permissions());
        const auto remote = connectTo(*place, SyncServer::passwordOf(QStringLiteral("ann")), *database);
        QVERIFY(remote && (*remote)->connection().isEncrypted());
        const auto again = joinBy(*database, *invite, "bob");
        QVERIFY(!again && again.error().code == Error::Code::Duplicate);
        const auto second = open("second.updesk");
        QCOMPARE(joinBy(*second, *invite, "cy").error().subject, QStringLiteral("store"));
        QFile stranger(Postgres::shared().strangersCa());
        QVERIFY(stranger.open(QIODevice::ReadOnly));
        const auto false_ = makeInvite(invite->url, 1, {}, stranger.readAll());
        QVERIFY(false_);
        QCOMPARE(joinBy(*second, *false_, "ann").error().subject, QStringLiteral("certificate"));
    }
    void aStoreThatIsMovedTakesItsAuthorityAlong()
    {
        const SyncServer server;
        const auto invite = makeInvite(Postgres::shared().url(server.database), SyncServer::kStore, {}, authority());
        const QTemporaryDir from, to;
        QString ca;
        {
            const auto database = std::move(*Database::open(from.filePath(QStringLiteral("a.updesk")), server.setup));
            ca = joinBy(*database, *invite, "ann")->caFile;
        }
        QVERIFY(QFile::rename(from.filePath(QStringLiteral("a.updesk")), to.filePath(QStringLiteral("a.updesk"))));
        const QString moved = to.filePath(QFileInfo(ca).fileName());
        QVERIFY(QFile::rename(ca, moved));
        const auto database = std::move(*Database::open(to.filePath(QStringLiteral("a.updesk")), server.setup));
        QCOMPARE(serverPlace(*database)->caFile, moved);
    }
};

UPDESK_TEST(TestInvite);
#include "tst_invite.moc"
