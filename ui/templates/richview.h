// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace updesk
{

/// A formatted e-mail as mail programs show it: dark on white, as high as it needs. It opens and loads nothing.
class RichView final : public QTextBrowser
{
    Q_OBJECT
public:
    explicit RichView(QWidget *parent = nullptr);
    void setRich(const QString &html, const QString &footer); ///< as the formatted part of the mail will hold them

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
};

} // namespace updesk
