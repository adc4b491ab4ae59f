// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>

namespace updesk
{

/// Writes how long keys and clicks take until their result is painted: one JSON object a line, no customer data.
class PerfLog final : public QObject
{
    Q_OBJECT
public:
    /// Logs the events of `window` into the file; nothing when it cannot be opened.
    PerfLog(const QString &path, QWidget *window, std::function<QString()> screen);
    void note(const char *event, double ms, int rows = -1);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QFile m_file;
    QWidget *m_window;
    std::function<QString()> m_screen;
    QElapsedTimer m_since;
    const char *m_pending = nullptr;
};

} // namespace updesk
