// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

class QProcess;

namespace updesk
{

/// Hands a number to whatever dials at this desk.
class Dialler
{
public:
    virtual ~Dialler() = default;
    /// False when nothing here can dial: the number is then shown large, to be dialled by hand.
    virtual bool dial(const QString &e164) = 0;
};

/// Dials by the program that this desk has for tel: links.
class DesktopDialler final : public QObject, public Dialler
{
    Q_OBJECT
public:
    /// Asks the desktop, without waiting, whether it has such a program.
    explicit DesktopDialler(QObject *parent = nullptr);
    ~DesktopDialler() override;
    bool dial(const QString &e164) override;

private:
    QPointer<QProcess> m_ask; ///< until it has answered
    bool m_can = false;
};

} // namespace updesk
