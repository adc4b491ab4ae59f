// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelstate.h"
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"
#include "ui/parts/channelwords.h"

using namespace updesk;

/// What comes in no more, as the window says it.
class TestReceiving : public QObject
{
    Q_OBJECT

    static ChannelState failing(ChannelDesk &desk, const Error &why)
    {
        ChannelState state;
        state.way = ChannelState::Way::TextListener;
        state.name = QStringLiteral("9080");
        state.since = desk.shell.store.clock.now() - kHour;
        state.why = why;
        state.failed = 2;
        return state;
    }

private Q_SLOTS:
    void aWayThatFailsIsSaidOnceAndShownUntilItWorks()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Text);
        const Error taken{Error::Code::Failed, QStringLiteral("port"), {}};
        const auto tell = [&desk](const std::vector<ChannelState> &states) {
            QVERIFY(keepChannelStates(desk.shell.store->database(), states));
            desk.shell.desk->settings()->setReceiving(states);
        };
        tell({failing(desk, taken)});
        QCOMPARE(desk.shell.toast(), QStringLiteral("Nothing comes in by 9080. ") + ChannelWords::fault(taken));
        QVERIFY(desk.find("text.trouble")->isVisible());
        desk.shell.window().toast()->say(QStringLiteral("other"));
        tell({failing(desk, taken)});
        QCOMPARE(desk.shell.toast(), QStringLiteral("other"));
        tell({});
        QVERIFY(!desk.find("text.trouble")->isVisible());
        tell({failing(desk, taken)}); // anew
        QVERIFY(desk.shell.toast().startsWith(QStringLiteral("Nothing comes in by 9080.")));
    }
    void whatIsBroughtWronglyHasWordsOfItsOwn()
    {
        const Error unknown{Error::Code::Failed, QStringLiteral("zyx"), {}};
        for (const Error &one : {Error{Error::Code::Denied, QStringLiteral("listener"), QStringLiteral("token")},
                 Error{Error::Code::Denied, QStringLiteral("listener"), QStringLiteral("signature")},
                 Error{Error::Code::Denied, QStringLiteral("listener"), QStringLiteral("unsigned")},
                 Error{Error::Code::Damaged, QStringLiteral("brought"), QStringLiteral("text.id")},
                 Error{Error::Code::Damaged, QStringLiteral("event"), QStringLiteral("line")},
                 Error{Error::Code::NotFound, QStringLiteral("secret"), QStringLiteral("mail-in")}})
            QVERIFY2(ChannelWords::fault(one) != ChannelWords::fault(unknown), qPrintable(one.subject));
    }
};
UPDESK_TEST(TestReceiving);
#include "tst_receiving.moc"
