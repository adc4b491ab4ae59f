// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stopsignal.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{

static int s_stop[2] = {-1, -1};

// Only write() is safe here; the event loop wakes from it.
static void stopped(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(s_stop[0], &byte, 1);
}

bool quitOnStopSignal()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, s_stop) != 0)
        return false;
    auto *wake = new QSocketNotifier(s_stop[1], QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(wake, &QSocketNotifier::activated, [] { QCoreApplication::quit(); });
    std::signal(SIGINT, stopped);
    std::signal(SIGTERM, stopped);
    return true;
}

} // namespace updesk
