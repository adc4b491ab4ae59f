// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/desk/deed.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

namespace updesk
{

/// A small real store: Northgate Motors in New York, open 8 to 20 but Sundays, four people, a few sources; its clock
/// stands at Thursday 12 March 2026, 10:00 local.
class TestStore
{
public:
    TestStore();
    void reopen();
    Session &operator*() { return *session; }
    Session *operator->() { return session.get(); }
    Captured add(const LeadDraft &draft, const CaptureChoices &choices = {});
    LeadDraft webLead(int i) const; ///< a complete inquiry of person number i
    qint64 count(const QByteArray &from);
    QStringList faults(); ///< "message.state" and the like: what `updeskctl check` would say of the file
    QByteArray list(const QByteArray &sql);

    QTemporaryDir dir;
    FakeClock clock;
    QString path = dir.filePath(QStringLiteral("store.updesk"));
    std::unique_ptr<Session> session;
    PersonId dana, omar, mike, ada; ///< sales, sales, manager, inactive
    SourceId website, autosite, driveBy;

private:
    std::vector<std::unique_ptr<QByteArray>> m_statements;
};

} // namespace updesk
