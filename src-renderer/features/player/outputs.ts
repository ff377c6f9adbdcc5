export type Output = { readonly id: string; readonly name: string };

/**
 * Devices that sound can go to. A browser names them only to a page that may listen too, which we never ask for; then
 * there is nothing to choose from, and the system's own device it is. On the desktop all are named.
 */
export async function outputDevices(): Promise<readonly Output[]> {
  if (!('setSinkId' in AudioContext.prototype) || navigator.mediaDevices === undefined) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && label !== '' && deviceId !== 'default')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}
