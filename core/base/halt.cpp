// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/halt.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace updesk
{

static thread_local int t_heeded = -1;

static bool isReadable(int descriptor)
{
    pollfd asked{descriptor, POLLIN, 0};
    return descriptor >= 0 && ::poll(&asked, 1, 0) > 0;
}

Halt::Halt() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { }

Halt::~Halt()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void Halt::raise()
{
    const quint64 one = 1;
    // It can only fail where the count is full, and then it is raised already.
    [[maybe_unused]] const auto written = ::write(m_descriptor, &one, sizeof one);
}

void Halt::lower()
{
    quint64 count = 0;
    // It can only fail where there is nothing to read, and then it is lowered already.
    [[maybe_unused]] const auto taken = ::read(m_descriptor, &count, sizeof count);
}

bool Halt::isRaised() const { return isReadable(m_descriptor); }

Heeding::Heeding(const Halt &halt) : m_before(std::exchange(t_heeded, halt.m_descriptor)) { }

Heeding::~Heeding() { t_heeded = m_before; }

int Heeding::descriptor() { return t_heeded; }

bool Heeding::isHalted() { return isReadable(t_heeded); }

Error Heeding::halted() { return {Error::Code::Offline, QStringLiteral("server"), QStringLiteral("halted")}; }

} // namespace updesk
