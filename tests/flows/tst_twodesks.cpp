// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
#include "tests/flows/computer.h"
#include "ui/queue/queuemodel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

using namespace updesk;

/// Two computers with their windows at one real server. Its picture is docs/pictures/two-desks.png: run
/// `tst_joinwindow --only TestTwoDesks` and take build/dev/pictures/two-desks.png.
class TestTwoDesks : public QObject
{
    Q_OBJECT

    static QueueModel *queue(const Computer &pc)
    {
        const auto *view = pc.program->desk()->window()->findChild<QAbstractItemView *>(QStringLiteral("queue.view"));
        return qobject_cast<QueueModel *>(view->model());
    }
    static void join(Computer &pc, const SharedStore &shared, const QString &login)
    {
        pc.start();
        pc.askToJoin(shared.code(), login, SyncServer::passwordOf(login));
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered(), 20'000);
        pc.decline();
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->desk(), 20'000);
        pc.program->desk()->window()->resize(1024, 640);
        // The whole team's leads, whosever they are, and those of whom the next step is not due yet.
        auto *views = pc.program->desk()->window()->findChild<QWidget *>(QStringLiteral("queue.views"));
        views->findChildren<QAbstractButton *>()[1]->click();
        QueueFilter all = queue(pc)->filter();
        all.later = true;
        queue(pc)->setFilter(all);
    }
    static LeadDraft walkIn(Time now)
    {
        LeadDraft draft;
        draft.first = QStringLiteral("Rosa");
        draft.last = QStringLiteral("Delgado");
        draft.phones = {{{}, QStringLiteral("+12125550147"), {}, PhoneKind::Mobile}};
        draft.type = LeadType::WalkIn;
        draft.source = QStringLiteral("Walk-in");
        draft.received = now;
        VehicleDraft want;
        want.year = 2025;
        want.make = QStringLiteral("Toyota");
        want.model = QStringLiteral("RAV4");
        draft.wants = {want};
        return draft;
    }
    static bool shows(const Computer &pc, const QString &name)
    {
        const QueueModel *model = queue(pc);
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, QueueModel::Customer).data().toString().contains(name))
                return true;
        }
        return false;
    }
    static void besideEachOther(const Computer &left, const Computer &right)
    {
        constexpr int kGap = 24;
        const QPixmap one = left.program->desk()->window()->grab(), two = right.program->desk()->window()->grab();
        QImage image(one.width() + two.width() + 3 * kGap, one.height() + 2 * kGap, QImage::Format_RGB32);
        image.fill(QColor(0x6b, 0x72, 0x80));
        QPainter painter(&image);
        painter.drawPixmap(kGap, kGap, one);
        painter.drawPixmap(one.width() + 2 * kGap, kGap, two);
        painter.end();
        QDir().mkpath(QStringLiteral(UPDESK_BUILD_DIR "/pictures"));
        QVERIFY(image.save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/two-desks.png")));
    }
    /// The leads of the store have come within the last hour, whatever day it is.
    static void ofToday(const SharedStore &shared)
    {
        const QByteArray later = QByteArray::number(SystemClock().now() - shared.lone.clock.now() - 2 * kMinute);
        if (!shared.server.chief()->execute("UPDATE updesk.lead SET received=received+" + later
                + "; UPDATE updesk.activity SET at=at+" + later + "; UPDATE updesk.assignment SET at=at+" + later))
            qFatal("today");
    }

private Q_SLOTS:
    void aWalkInAtOneDeskStandsInTheWindowOfTheOther()
    {
        const SharedStore shared;
        ofToday(shared);
        Computer ann, bob;
        join(ann, shared, QStringLiteral("ann"));
        join(bob, shared, QStringLiteral("bob"));
        const QString name = QStringLiteral("Rosa Delgado");
        QVERIFY(!shows(bob, name));
        const auto captured = capture(*ann.program->session(), walkIn(ann.program->session()->now()));
        QVERIFY(captured);
        QTRY_VERIFY_WITH_TIMEOUT(shows(bob, name), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(shows(ann, name), 5'000);
        QApplication::processEvents();
        besideEachOther(ann, bob);
    }
};

UPDESK_TEST(TestTwoDesks);
#include "tst_twodesks.moc"
