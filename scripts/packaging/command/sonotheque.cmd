@echo off
rem The command line of the packed program: Electron is Node as well.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\Sonotheque.exe" "%~dp0..\app.asar.unpacked\dist\cli.mjs" %*
