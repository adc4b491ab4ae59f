// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <cstdio>
#include <cstring>

namespace updesk
{

int Suite::run(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", kNoBus);
    qunsetenv("UPDESK_KEY_FILE");
    QStringList arguments;
    QString only;
    for (int i = 0; i < argc; ++i) {
        if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc)
            only = QString::fromLocal8Bit(argv[++i]);
        else
            arguments << QString::fromLocal8Bit(argv[i]);
    }
    // Qt's own handler of crashes reports one that happens in a thread without end, and fills the disk with it.
    arguments << QStringLiteral("-nocrashhandler");
    int failed = 0;
    int ran = 0;
    for (const Maker &maker : makers()) {
        const std::unique_ptr<QObject> test = maker();
        if (!only.isEmpty() && only != QLatin1String(test->metaObject()->className()))
            continue;
        failed += QTest::qExec(test.get(), arguments);
        ++ran;
    }
    if (ran == 0)
        std::fprintf(stderr, "no test class ran\n");
    return ran == 0 ? 1 : failed;
}

} // namespace updesk
