// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/halt.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace updesk
{

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

bool Halt::isRaised() const
{
    pollfd asked{m_descriptor, POLLIN, 0};
    return m_descriptor >= 0 && ::poll(&asked, 1, 0) > 0;
}

} // namespace updesk
